package ai.dragoneye.gateway.cli.view;

import java.awt.Color;
import java.util.List;

/** The colours of drawn objects and of what is written about them. */
final class Palette {
  static final Color PAPER = Color.WHITE;
  static final Color BAND = new Color(0xF5F7FA);
  static final Color GRID = new Color(0xDDE2E8);
  static final Color INK = new Color(0x1F2933);
  static final Color FAINT_INK = new Color(0x66727F);

  private static final List<Color> OBJECTS =
      List.of(
          new Color(0xE6194B),
          new Color(0x2E8B57),
          new Color(0x4363D8),
          new Color(0xF58231),
          new Color(0x911EB4),
          new Color(0x008080),
          new Color(0x9A6324));
  private static final List<Color> OPTIONS =
      List.of(
          new Color(0xA8D5F2),
          new Color(0xFAD390),
          new Color(0xB8E6C1),
          new Color(0xF5B7C5),
          new Color(0xCFC3EE),
          new Color(0xD9D6C3));

  private Palette() {}

  /** The colour of an object by its place; white letters are legible on it. */
  static Color object(int index) {
    return OBJECTS.get(index % OBJECTS.size());
  }

  /** The colour of an attribute's option by its place; dark letters are legible on it. */
  static Color option(int index) {
    return OPTIONS.get(index % OPTIONS.size());
  }

  /** A colour mixed with three times as much of the paper's. */
  static Color pale(Color colour) {
    return new Color(pale(colour.getRed()), pale(colour.getGreen()), pale(colour.getBlue()));
  }

  private static int pale(int channel) {
    return (channel + 3 * 255) / 4;
  }
}
