package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.cli.view.Lane.AttributeLane;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws an object's lane: its bar, and below it a thinner one for each attribute. */
final class LanePainter {
  static final int BAR_TOP = 12;
  static final int BAR_HEIGHT = 36;
  static final int ATTRIBUTES_TOP = BAR_TOP + BAR_HEIGHT + 6;
  static final int ATTRIBUTE_PITCH = 26;
  static final int MAX_ATTRIBUTES = 4;

  private static final int BOTTOM = 10;
  private static final int LINE = 4;
  private static final int DOT = 2;
  private static final int LETTER_HEIGHT = PixelFont.height(DOT);
  private static final int HATCH = 8;
  private static final int INDENT = 24;

  private final Graphics2D graphics;
  private final TimeAxis axis;
  private final int margin;
  private final AttributePainter attributes;

  /** A painter of lanes whose names begin at a margin and end before the axis. */
  LanePainter(Graphics2D graphics, TimeAxis axis, int margin) {
    this.graphics = graphics;
    this.axis = axis;
    this.margin = margin;
    this.attributes = new AttributePainter(graphics, axis);
  }

  /** Pixels that a lane is high. */
  static int height(Lane lane) {
    return ATTRIBUTES_TOP + rows(lane) * ATTRIBUTE_PITCH + BOTTOM;
  }

  /** Draws the lane with its upper edge at y. */
  void draw(Lane lane, int y) {
    Color colour = Palette.object(lane.index());
    name(lane, y + BAR_TOP);
    for (Coverage.Run run : new Coverage(axis, lane.presence(), lane.gaps()).runs()) {
      bar(run.look(), colour, new Rectangle(run.x(), y + BAR_TOP, run.width(), BAR_HEIGHT));
    }
    int top = y + ATTRIBUTES_TOP;
    for (AttributeLane attribute : shown(lane)) {
      attribute(attribute, top);
      top += ATTRIBUTE_PITCH;
    }
    int more = lane.attributes().size() - MAX_ATTRIBUTES;
    if (more > 0) {
      gutter("and " + more + " more attributes", INDENT, top + 4, Palette.FAINT_INK);
    }
  }

  /** Draws a bar as it looks in a lane. */
  void bar(Coverage.Look look, Color colour, Rectangle place) {
    switch (look) {
      case SEEN -> {
        graphics.setColor(colour);
        graphics.fill(place);
      }
      case GAP -> {
        graphics.setPaint(hatched(colour));
        graphics.fill(place);
        graphics.setColor(colour);
        graphics.fillRect(place.x, place.y, place.width, 2);
        graphics.fillRect(place.x, place.y + place.height - 2, place.width, 2);
      }
      case AWAY -> {
        graphics.setColor(Palette.pale(colour));
        graphics.fillRect(place.x, place.y + (place.height - LINE) / 2, place.width, LINE);
      }
      case NOTHING -> {}
    }
  }

  private void name(Lane lane, int y) {
    gutter(lane.label(), 0, y + 1, Palette.INK);
    String id = Long.toString(lane.objectId());
    gutter("id " + id, 0, y + BAR_HEIGHT - LETTER_HEIGHT - 1, Palette.FAINT_INK);
  }

  private void attribute(AttributeLane attribute, int y) {
    gutter(
        attribute.name(),
        INDENT,
        y + (AttributePainter.HEIGHT - LETTER_HEIGHT) / 2,
        Palette.FAINT_INK);
    attributes.draw(attribute, y);
  }

  private void gutter(String text, int indent, int y, Color colour) {
    int x = margin + indent;
    Lettering.draw(graphics, colour, text, x, y, axis.left() - x - margin, DOT);
  }

  private static List<AttributeLane> shown(Lane lane) {
    return lane.attributes().stream().limit(MAX_ATTRIBUTES).toList();
  }

  private static int rows(Lane lane) {
    return Math.min(lane.attributes().size(), MAX_ATTRIBUTES + 1);
  }

  private static TexturePaint hatched(Color colour) {
    BufferedImage tile = new BufferedImage(HATCH, HATCH, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = tile.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Palette.pale(colour));
    graphics.fillRect(0, 0, HATCH, HATCH);
    graphics.setColor(colour);
    graphics.setStroke(new BasicStroke(2));
    for (int shift = -HATCH; shift <= HATCH; shift += HATCH) {
      graphics.drawLine(shift - HATCH, 2 * HATCH, shift + HATCH, 0);
      graphics.drawLine(shift, HATCH, shift + HATCH, 0);
    }
    graphics.dispose();
    return new TexturePaint(tile, new Rectangle(0, 0, HATCH, HATCH));
  }
}
