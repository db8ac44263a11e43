package ai.dragoneye.gateway.cli.view;

import java.awt.Graphics2D;
import java.util.Locale;
import java.util.Map;

/**
 * A 5 × 7 pixel font of capitals, digits and a few signs. The JDK's own text drawing needs
 * fontconfig and fonts, which small machines and containers lack.
 */
final class PixelFont {
  private static final int COLUMNS = 5;
  private static final int ROWS = 7;

  // Each glyph: seven rows of five bits, top row first, leftmost pixel the highest bit.
  private static final Map<Character, int[]> GLYPHS =
      Map.ofEntries(
          glyph('A', 14, 17, 17, 31, 17, 17, 17),
          glyph('B', 30, 17, 17, 30, 17, 17, 30),
          glyph('C', 14, 17, 16, 16, 16, 17, 14),
          glyph('D', 30, 17, 17, 17, 17, 17, 30),
          glyph('E', 31, 16, 16, 30, 16, 16, 31),
          glyph('F', 31, 16, 16, 30, 16, 16, 16),
          glyph('G', 14, 17, 16, 23, 17, 17, 14),
          glyph('H', 17, 17, 17, 31, 17, 17, 17),
          glyph('I', 14, 4, 4, 4, 4, 4, 14),
          glyph('J', 7, 2, 2, 2, 2, 18, 12),
          glyph('K', 17, 18, 20, 24, 20, 18, 17),
          glyph('L', 16, 16, 16, 16, 16, 16, 31),
          glyph('M', 17, 27, 21, 21, 17, 17, 17),
          glyph('N', 17, 25, 21, 19, 17, 17, 17),
          glyph('O', 14, 17, 17, 17, 17, 17, 14),
          glyph('P', 30, 17, 17, 30, 16, 16, 16),
          glyph('Q', 14, 17, 17, 17, 21, 18, 13),
          glyph('R', 30, 17, 17, 30, 20, 18, 17),
          glyph('S', 15, 16, 16, 14, 1, 1, 30),
          glyph('T', 31, 4, 4, 4, 4, 4, 4),
          glyph('U', 17, 17, 17, 17, 17, 17, 14),
          glyph('V', 17, 17, 17, 17, 17, 10, 4),
          glyph('W', 17, 17, 17, 21, 21, 27, 17),
          glyph('X', 17, 17, 10, 4, 10, 17, 17),
          glyph('Y', 17, 17, 10, 4, 4, 4, 4),
          glyph('Z', 31, 1, 2, 4, 8, 16, 31),
          glyph('0', 14, 17, 19, 21, 25, 17, 14),
          glyph('1', 4, 12, 4, 4, 4, 4, 14),
          glyph('2', 14, 17, 1, 6, 8, 16, 31),
          glyph('3', 30, 1, 1, 14, 1, 1, 30),
          glyph('4', 2, 6, 10, 18, 31, 2, 2),
          glyph('5', 31, 16, 30, 1, 1, 17, 14),
          glyph('6', 14, 16, 16, 30, 17, 17, 14),
          glyph('7', 31, 1, 2, 4, 8, 8, 8),
          glyph('8', 14, 17, 17, 14, 17, 17, 14),
          glyph('9', 14, 17, 17, 15, 1, 1, 14),
          glyph('.', 0, 0, 0, 0, 0, 12, 12),
          glyph(',', 0, 0, 0, 0, 12, 4, 8),
          glyph(':', 0, 12, 12, 0, 12, 12, 0),
          glyph('-', 0, 0, 0, 14, 0, 0, 0),
          glyph('/', 1, 1, 2, 4, 8, 16, 16),
          glyph('(', 2, 4, 8, 8, 8, 4, 2),
          glyph(')', 8, 4, 2, 2, 2, 4, 8),
          glyph('%', 24, 25, 2, 4, 8, 19, 3),
          glyph('#', 10, 10, 31, 10, 31, 10, 10),
          glyph('&', 12, 18, 20, 8, 21, 18, 13),
          glyph('?', 14, 17, 1, 2, 4, 0, 4),
          glyph('!', 4, 4, 4, 4, 4, 0, 4),
          glyph('_', 0, 0, 0, 0, 0, 0, 31),
          glyph('+', 0, 4, 4, 31, 4, 4, 0),
          glyph('=', 0, 0, 31, 0, 31, 0, 0),
          glyph('\'', 4, 4, 8, 0, 0, 0, 0),
          glyph('"', 10, 10, 20, 0, 0, 0, 0),
          glyph(' ', 0, 0, 0, 0, 0, 0, 0));
  private static final int[] UNKNOWN = {31, 17, 17, 17, 17, 17, 31};

  private PixelFont() {}

  /** Width of the text in pixels of the picture, at {@code scale} pixels to a dot. */
  static int width(String text, int scale) {
    return Math.max(0, text.length() * (COLUMNS + 1) - 1) * scale;
  }

  /** Height of a line in pixels of the picture, at {@code scale} pixels to a dot. */
  static int height(int scale) {
    return ROWS * scale;
  }

  /** Draws the text in the graphics' colour with its top left corner at (x, y). */
  static void draw(Graphics2D graphics, String text, int x, int y, int scale) {
    int left = x;
    for (char character : text.toUpperCase(Locale.ROOT).toCharArray()) {
      drawGlyph(graphics, GLYPHS.getOrDefault(character, UNKNOWN), left, y, scale);
      left += (COLUMNS + 1) * scale;
    }
  }

  private static void drawGlyph(Graphics2D graphics, int[] rows, int x, int y, int scale) {
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        if ((rows[row] >> (COLUMNS - 1 - column) & 1) == 1) {
          graphics.fillRect(x + column * scale, y + row * scale, scale, scale);
        }
      }
    }
  }

  private static Map.Entry<Character, int[]> glyph(char character, int... rows) {
    return Map.entry(character, rows);
  }
}
