package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.client.VideoPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.List;

/** A video's whole result as one JSON document; fields are named as in the contract. */
final class VideoJson {
  private static final String INDENT = "  ";
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames();

  private VideoJson() {}

  static String of(VideoPrediction prediction) throws InvalidProtocolBufferException {
    List<String> objects = new ArrayList<>();
    for (VideoDetectedObject object : prediction.objects()) {
      objects.add(indented(object));
    }
    return """
        {
          "header": %s,
          "objects": [%s],
          "completion": %s
        }"""
        .formatted(
            indented(prediction.header()),
            String.join(", ", objects),
            indented(prediction.completion()));
  }

  /** A line break within a string would be escaped. */
  private static String indented(MessageOrBuilder message) throws InvalidProtocolBufferException {
    return PRINTER.print(message).replace("\n", "\n" + INDENT);
  }
}
