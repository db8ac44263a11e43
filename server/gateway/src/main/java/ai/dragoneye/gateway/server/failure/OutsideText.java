package ai.dragoneye.gateway.server.failure;

import java.nio.charset.StandardCharsets;

/** Makes text of unknown origin fit for a status: bounded and without control characters. */
final class OutsideText {
  private static final String ELLIPSIS = "…";
  private static final int ELLIPSIS_BYTES = ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;

  private OutsideText() {}

  /**
   * Control characters and lone surrogates become spaces; what exceeds {@code maxBytes} of UTF-8 is
   * cut.
   */
  static String clean(String text, int maxBytes) {
    StringBuilder clean = new StringBuilder();
    int bytes = 0;
    int end = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = printable(text.codePointAt(i));
      bytes += utf8Length(codePoint);
      if (bytes > maxBytes) {
        return clean.substring(0, end) + ELLIPSIS;
      }
      clean.appendCodePoint(codePoint);
      if (bytes + ELLIPSIS_BYTES <= maxBytes) {
        end = clean.length();
      }
    }
    return clean.toString();
  }

  private static int printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          ' ';
      default -> codePoint;
    };
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
