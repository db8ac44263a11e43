package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.ResultPlace;
import ai.dragoneye.gateway.v1.ResultCompletion;
import com.google.protobuf.Message;
import java.io.IOException;

/** A result as JSON lines: header, an object or frame a line, completion. */
record JsonResultView<H extends Message, T extends Message>(Output out, String elementKey)
    implements ResultView<H, T> {
  @Override
  public void header(H header) throws IOException {
    out.line(JsonLine.of("header", header));
  }

  @Override
  public void element(T element, ResultPlace place) throws IOException {
    out.line(JsonLine.of(elementKey, element, place));
  }

  @Override
  public void flush() {}

  @Override
  public void completion(ResultCompletion counts) throws IOException {
    out.line(JsonLine.of("completion", counts));
  }
}
