package ai.dragoneye.gateway.upstream.upload;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What goes before and after the media in a {@code multipart/form-data} body: the fields in their
 * order, then the head of the part {@code file}; afterwards the closing boundary. Names are escaped
 * as browsers do; control characters are refused. Immutable.
 */
final class MultipartForm {
  private static final String FILE = "file";

  private final String boundary;
  private final byte[] prologue;
  private final byte[] epilogue;

  private MultipartForm(String boundary, byte[] prologue, byte[] epilogue) {
    this.boundary = boundary;
    this.prologue = prologue;
    this.epilogue = epilogue;
  }

  /**
   * Lays the form out.
   *
   * @param boundary separates the parts; must not be guessable
   * @throws IllegalArgumentException where a field cannot be sent; the message does not quote it
   */
  static MultipartForm of(Map<String, String> fields, String boundary) {
    ByteArrayOutputStream prologue = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) -> {
          check(name, value);
          append(
              prologue,
              "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                  .formatted(boundary, escape(name), value));
        });
    append(
        prologue,
        """
        --%s\r
        Content-Disposition: form-data; name="file"; filename="file"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(boundary));
    byte[] epilogue = "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.US_ASCII);
    return new MultipartForm(boundary, prologue.toByteArray(), epilogue);
  }

  /** The bytes before the media. */
  ByteBuf prologue() {
    return Unpooled.wrappedBuffer(prologue);
  }

  /** The bytes after the media. */
  ByteBuf epilogue() {
    return Unpooled.wrappedBuffer(epilogue);
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** Length of the whole body around media of the given size. */
  long contentLength(long mediaBytes) {
    return prologue.length + mediaBytes + epilogue.length;
  }

  private static void check(String name, String value) {
    if (name.isEmpty() || name.equals(FILE)) {
      throw new IllegalArgumentException("the upload form has a field without a name of its own");
    }
    if (hasControls(name) || hasControls(value)) {
      throw new IllegalArgumentException("the upload form has control characters in a field");
    }
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static String escape(String name) {
    return name.replace("\"", "%22");
  }

  private static void append(ByteArrayOutputStream bytes, String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
