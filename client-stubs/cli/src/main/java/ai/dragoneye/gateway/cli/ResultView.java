package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.ResultPlace;
import ai.dragoneye.gateway.v1.ResultCompletion;
import java.io.IOException;

/** A way to show a result as it arrives. */
interface ResultView<H, T> {
  void header(H header) throws IOException;

  void element(T element, ResultPlace place) throws IOException;

  /** Shows what was held back; the result may end here without being complete. */
  void flush() throws IOException;

  void completion(ResultCompletion counts) throws IOException;
}
