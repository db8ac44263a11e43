package ai.dragoneye.gateway.cli.view;

import java.awt.Graphics2D;
import java.util.List;

/** Draws the seconds above the lanes, their lines through the lanes, and a tick for each frame. */
final class AxisPainter {
  private static final int DOT = 2;
  private static final int LABEL_RISE = PixelFont.height(DOT) + 16;
  private static final int FRAME_TICK = 7;
  private static final int LEAST_FRAME_WIDTH = 4;

  private final Graphics2D graphics;
  private final TimeAxis axis;

  AxisPainter(Graphics2D graphics, TimeAxis axis) {
    this.graphics = graphics;
    this.axis = axis;
  }

  /** Draws the axis at y and its lines down to the bottom. Frames too close to tell get no tick. */
  void draw(List<Long> frames, int y, int bottom) {
    for (long tick : axis.ticks()) {
      graphics.setColor(Palette.GRID);
      graphics.fillRect(axis.x(tick), y, 1, bottom - y);
      label(axis.label(tick), axis.x(tick), y - LABEL_RISE);
    }
    graphics.setColor(Palette.FAINT_INK);
    graphics.fillRect(axis.left(), y, axis.width(), 1);
    if (frames.size() <= axis.width() / LEAST_FRAME_WIDTH) {
      frames.forEach(frame -> graphics.fillRect(axis.x(frame), y - FRAME_TICK, 1, FRAME_TICK));
    }
  }

  private void label(String text, int x, int y) {
    graphics.setColor(Palette.INK);
    PixelFont.draw(graphics, text, x - PixelFont.width(text, DOT) / 2, y, DOT);
  }
}
