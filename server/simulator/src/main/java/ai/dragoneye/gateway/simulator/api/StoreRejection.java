package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.http.Reply;
import java.util.Map;

/** Ends an upload with an object store's error. */
final class StoreRejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String text;

  StoreRejection(int status, String code, String text) {
    super(text, null, false, false);
    this.status = status;
    this.code = code;
    this.text = text;
  }

  static StoreRejection accessDenied(String text) {
    return new StoreRejection(403, "AccessDenied", text);
  }

  static StoreRejection malformed(String text) {
    return new StoreRejection(400, "MalformedPOSTRequest", text);
  }

  Reply reply() {
    return Reply.text(
        status,
        Map.of("Content-Type", "application/xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s</Message></Error>"""
            .formatted(code, escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("\\p{Cntrl}", "?");
  }
}
