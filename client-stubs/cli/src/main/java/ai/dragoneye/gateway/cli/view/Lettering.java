package ai.dragoneye.gateway.cli.view;

import java.awt.Color;
import java.awt.Graphics2D;
import java.text.Normalizer;

/** Short texts from anywhere, set in the {@link PixelFont} and never wider than their place. */
final class Lettering {
  private static final String CUT = "..";

  private Lettering() {}

  /** Draws what fits of the text into the width, its top left corner at (x, y). */
  static void draw(
      Graphics2D graphics, Color colour, String text, int x, int y, int width, int dot) {
    graphics.setColor(colour);
    PixelFont.draw(graphics, fitted(text, width, dot), x, y, dot);
  }

  /**
   * The text without accents and control characters, cut to the width in pixels; empty where not
   * even three letters of a longer one fit.
   */
  static String fitted(String text, int width, int dot) {
    String plain = plain(text);
    if (PixelFont.width(plain, dot) <= width) {
      return plain;
    }
    int letters = (width + dot) / (PixelFont.width("MM", dot) - PixelFont.width("M", dot));
    int kept = letters - CUT.length();
    return kept < 3 ? "" : plain.substring(0, Math.min(kept, plain.length())) + CUT;
  }

  private static String plain(String text) {
    return Normalizer.normalize(PrintableText.of(text), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[\\x{10000}-\\x{10FFFF}]", "?");
  }
}
