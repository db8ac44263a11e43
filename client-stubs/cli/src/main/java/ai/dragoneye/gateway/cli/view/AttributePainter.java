package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.cli.view.Lane.AttributeLane;
import ai.dragoneye.gateway.cli.view.Lane.Segment;
import java.awt.Graphics2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws when which option of an attribute held. An option's name stands in its segments; where none
 * has room for it, beside them.
 */
final class AttributePainter {
  static final int HEIGHT = 22;
  static final int KEY_GAP = 14;
  static final int SWATCH = 14;

  private static final int DOT = 2;
  private static final int TEXT_TOP = (HEIGHT - PixelFont.height(DOT)) / 2;
  private static final int TEXT_LEFT = 2 * DOT;
  private static final int MAX_KEY_NAME = 180;

  private final Graphics2D graphics;
  private final TimeAxis axis;

  AttributePainter(Graphics2D graphics, TimeAxis axis) {
    this.graphics = graphics;
    this.axis = axis;
  }

  /** Draws the segments with their upper edge at y. */
  void draw(AttributeLane attribute, int y) {
    List<Segment> segments =
        attribute.segments().stream()
            .filter(segment -> segment.span().start() <= segment.span().end())
            .toList();
    Map<Integer, String> unnamed = new LinkedHashMap<>();
    segments.forEach(segment -> unnamed.put(segment.option(), segment.name()));
    for (Segment segment : segments) {
      if (segment(segment, y)) {
        unnamed.remove(segment.option());
      }
    }
    if (!unnamed.isEmpty()) {
      key(unnamed, keyPlace(segments, keyWidth(unnamed)), y);
    }
  }

  /** Draws a segment and tells whether it has room for its whole name. */
  private boolean segment(Segment segment, int y) {
    int x = left(segment);
    int width = Math.max(1, axis.x(segment.span().end()) - x);
    graphics.setColor(Palette.option(segment.option()));
    // A line of paper parts it from the next.
    graphics.fillRect(x, y, width > 3 ? width - 1 : width, HEIGHT);
    int room = width - 2 * TEXT_LEFT;
    if (room < PixelFont.width("M", DOT)) {
      return false;
    }
    text(segment.name(), x + TEXT_LEFT, y, room);
    return PixelFont.width(segment.name(), DOT) <= room;
  }

  /**
   * Names options to the right of the last segment, or where there is no room, before the first.
   */
  private int keyPlace(List<Segment> segments, int width) {
    int first = segments.stream().mapToInt(this::left).min().orElse(axis.left());
    int last = segments.stream().mapToInt(s -> axis.x(s.span().end())).max().orElse(axis.left());
    return last + KEY_GAP + width <= right() ? last + KEY_GAP : first - KEY_GAP - width;
  }

  private void key(Map<Integer, String> options, int place, int y) {
    if (place < axis.left()) {
      return;
    }
    int x = place;
    for (Map.Entry<Integer, String> option : options.entrySet()) {
      graphics.setColor(Palette.option(option.getKey()));
      graphics.fillRect(x, y + TEXT_TOP, SWATCH, SWATCH);
      text(option.getValue(), x + SWATCH + TEXT_LEFT, y, MAX_KEY_NAME);
      x += entryWidth(option.getValue());
    }
  }

  private static int keyWidth(Map<Integer, String> options) {
    return options.values().stream().mapToInt(AttributePainter::entryWidth).sum() - KEY_GAP;
  }

  private static int entryWidth(String name) {
    String fitted = Lettering.fitted(name, MAX_KEY_NAME, DOT);
    return SWATCH + TEXT_LEFT + PixelFont.width(fitted, DOT) + KEY_GAP;
  }

  private void text(String text, int x, int y, int width) {
    Lettering.draw(graphics, Palette.INK, text, x, y + TEXT_TOP, width, DOT);
  }

  private int left(Segment segment) {
    return Math.min(axis.x(segment.span().start()), right() - 1);
  }

  private int right() {
    return axis.left() + axis.width();
  }
}
