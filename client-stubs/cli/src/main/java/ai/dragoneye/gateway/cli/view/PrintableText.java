package ai.dragoneye.gateway.cli.view;

/** Text from outside (names, messages), made fit for a terminal and a picture. */
public final class PrintableText {
  private static final int MAX_CODE_POINTS = 60;
  private static final String CUT = "...";

  private PrintableText() {}

  /**
   * The text with a question mark for each character that could steer a terminal or break a line,
   * cut to 60 characters.
   */
  public static String of(String text) {
    return line(cut(text));
  }

  /** The whole text with a question mark for each such character. */
  public static String line(String text) {
    return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }

  private static String cut(String text) {
    if (text.length() <= MAX_CODE_POINTS
        || text.codePointCount(0, text.length()) <= MAX_CODE_POINTS) {
      return text;
    }
    int kept = MAX_CODE_POINTS - CUT.length();
    return text.substring(0, text.offsetByCodePoints(0, kept)) + CUT;
  }
}
