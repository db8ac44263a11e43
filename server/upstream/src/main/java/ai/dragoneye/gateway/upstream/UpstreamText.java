package ai.dragoneye.gateway.upstream;

import java.nio.charset.StandardCharsets;

/** Makes text that came from outside fit for messages and logs. */
public final class UpstreamText {
  /** Longest text passed on, in bytes of UTF-8. */
  public static final int MAX_BYTES = 512;

  private static final String ELLIPSIS = "…";

  private UpstreamText() {}

  /**
   * Replaces each run of control, format and separator characters and of lone surrogates by a
   * single space, and cuts the text to {@link #MAX_BYTES} bytes of UTF-8 without splitting a
   * character.
   */
  public static String clean(String text) {
    StringBuilder kept = new StringBuilder();
    boolean gap = false;
    int bytes = 0;
    int index = 0;
    while (index < text.length()) {
      int character = text.codePointAt(index);
      index += Character.charCount(character);
      if (!printable(character)) {
        gap = !kept.isEmpty();
        continue;
      }
      bytes += utf8Length(character) + (gap ? 1 : 0);
      if (bytes > MAX_BYTES) {
        return cut(kept);
      }
      kept.append(gap ? " " : "").appendCodePoint(character);
      gap = false;
    }
    return kept.toString();
  }

  private static boolean printable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String cut(StringBuilder kept) {
    int room = MAX_BYTES - ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;
    int bytes = kept.toString().getBytes(StandardCharsets.UTF_8).length;
    while (bytes > room) {
      int last = kept.codePointBefore(kept.length());
      bytes -= utf8Length(last);
      kept.setLength(kept.length() - Character.charCount(last));
    }
    return kept.append(ELLIPSIS).toString();
  }

  private static int utf8Length(int character) {
    if (character < 0x80) {
      return 1;
    }
    if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }
}
