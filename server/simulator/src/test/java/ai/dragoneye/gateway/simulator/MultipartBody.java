package ai.dragoneye.gateway.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds a multipart body, a wrong one if so wished. */
final class MultipartBody {
  static final String BOUNDARY = "a-boundary-of-the-tests";
  static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  MultipartBody field(String name, String value) {
    text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
    return text(value + "\r\n");
  }

  MultipartBody file(String name, String fileName, byte[] content) {
    text(
        "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"");
    text(fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    body.writeBytes(content);
    return text("\r\n");
  }

  MultipartBody text(String raw) {
    body.writeBytes(raw.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  byte[] close() {
    return text("--" + BOUNDARY + "--\r\n").bytes();
  }

  byte[] bytes() {
    return body.toByteArray();
  }
}
