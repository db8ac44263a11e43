package ai.dragoneye.gateway.cli.view;

/** Text from outside (names of files, categories, attributes; messages) for a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * The text without what could steer a terminal or forge a line: a question mark stands for it.
   */
  public static String line(String text) {
    return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }
}
