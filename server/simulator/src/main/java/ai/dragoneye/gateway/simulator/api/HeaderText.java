package ai.dragoneye.gateway.simulator.api;

import java.nio.charset.StandardCharsets;

/** Makes any text fit for a header value. */
final class HeaderText {
  private HeaderText() {}

  /**
   * Printable ASCII as it is; every other character, and a space at either end, percent-encoded as
   * UTF-8.
   */
  static String of(String text) {
    StringBuilder out = new StringBuilder();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      boolean edge = i == 0 || i == bytes.length - 1;
      if ((bytes[i] > ' ' && bytes[i] < 0x7f) || (bytes[i] == ' ' && !edge)) {
        out.append((char) bytes[i]);
      } else {
        out.append("%%%02X".formatted(bytes[i]));
      }
    }
    return out.toString();
  }
}
