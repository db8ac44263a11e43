package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.ResultPlace;
import com.google.protobuf.Int64Value;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.StringValue;
import com.google.protobuf.util.JsonFormat;

/**
 * Lines of JSON: an object whose first key says what the line is about. Messages of the contract
 * are in protobuf's JSON form, fields named as in the contract.
 */
final class JsonLine {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .alwaysPrintFieldsWithNoPresence()
          .omittingInsignificantWhitespace();

  private JsonLine() {}

  static String of(String key, MessageOrBuilder message) {
    return "{\"" + key + "\":" + json(message) + "}";
  }

  /** With its place in the result. */
  static String of(String key, MessageOrBuilder message, ResultPlace place) {
    return "{\"%s\":%s,\"%s_index\":%s,\"resume_token\":%s}"
        .formatted(
            key, json(message), key, json(Int64Value.of(place.index())), text(place.resumeToken()));
  }

  /** About a file. */
  static String ofFile(String file, String key, MessageOrBuilder message) {
    return "{\"file\":" + text(file) + ",\"" + key + "\":" + json(message) + "}";
  }

  private static String text(String text) {
    return json(StringValue.of(text));
  }

  private static String json(MessageOrBuilder message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Only a message with an Any in it could fail here", e);
    }
  }
}
