package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A video result over time: a lane for each object, hatched where it has no box, with its changing
 * attributes below. Objects beyond the {@value #MAX_OBJECTS} of the highest scores are counted, not
 * drawn. Needs neither a display nor fonts.
 */
public final class TimelinePicture {
  static final int MAX_OBJECTS = 24;
  static final int WIDTH = 1600;
  static final int LEFT = 380;
  static final int PLOT_WIDTH = 1160;
  static final int LANES_TOP = 126;

  private static final int MARGIN = 24;
  private static final int AXIS = LANES_TOP - 6;
  private static final int FOOTER = 58;
  private static final int DOT = 2;
  private static final int TITLE_DOT = 3;
  private static final int SUBTITLE = MARGIN + 32;
  private static final int SWATCH = 40;

  private final VideoHeader header;
  private final int objectCount;
  private final List<Lane> lanes;
  private final TimeAxis axis;
  private final BufferedImage picture;

  private TimelinePicture(VideoHeader header, List<VideoDetectedObject> objects) {
    VideoLength length = VideoLength.of(header, objects);
    this.header = header;
    this.objectCount = objects.size();
    this.axis = new TimeAxis(length.micros(), LEFT, PLOT_WIDTH);
    this.lanes =
        best(objects)
            .mapToObj(index -> Lane.of(index, objects.get(index), length.framePeriod()))
            .toList();
    int height = LANES_TOP + lanes.stream().mapToInt(LanePainter::height).sum() + FOOTER;
    this.picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
  }

  /**
   * Draws a result.
   *
   * @param header with the whole timeline
   * @param objects whole, in the result's order: they are numbered by their place here
   */
  public static TimelinePicture of(VideoHeader header, List<VideoDetectedObject> objects) {
    TimelinePicture timeline = new TimelinePicture(header, objects);
    Graphics2D graphics = timeline.picture.createGraphics();
    try {
      timeline.draw(graphics);
    } finally {
      graphics.dispose();
    }
    return timeline;
  }

  /** Writes the picture as PNG, replacing what was there. */
  public void write(Path target) throws IOException {
    if (!ImageIO.write(picture, "png", target.toFile())) {
      throw new IOException("this JVM cannot write PNG files");
    }
  }

  /** The picture itself, not a copy. */
  BufferedImage image() {
    return picture;
  }

  private void draw(Graphics2D graphics) {
    graphics.setColor(Palette.PAPER);
    graphics.fillRect(0, 0, WIDTH, picture.getHeight());
    titles(graphics);
    bands(graphics);
    int bottom = picture.getHeight() - FOOTER;
    new AxisPainter(graphics, axis).draw(header.getFrameTimestampsMicrosecondsList(), AXIS, bottom);
    LanePainter painter = new LanePainter(graphics, axis, MARGIN);
    int y = LANES_TOP;
    for (Lane lane : lanes) {
      painter.draw(lane, y);
      y += LanePainter.height(lane);
    }
    footer(graphics, painter, bottom + 22);
  }

  private void titles(Graphics2D graphics) {
    String name = header.hasOriginalFileName() ? header.getOriginalFileName() : "Video";
    line(graphics, Palette.INK, name, MARGIN, MARGIN, TITLE_DOT);
    String facts =
        String.join(
            ", ",
            TimeText.of(axis.duration()),
            header.getFramesPerSecond() + " frames per second",
            header.getFrameTimestampsMicrosecondsCount() + " frames",
            objectCount + (objectCount == 1 ? " object" : " objects"));
    line(graphics, Palette.FAINT_INK, facts, MARGIN, SUBTITLE, DOT);
  }

  private void bands(Graphics2D graphics) {
    graphics.setColor(Palette.BAND);
    int y = LANES_TOP;
    for (int index = 0; index < lanes.size(); index++) {
      int height = LanePainter.height(lanes.get(index));
      if (index % 2 == 0) {
        graphics.fillRect(0, y, WIDTH, height);
      }
      y += height;
    }
  }

  private void footer(Graphics2D graphics, LanePainter painter, int y) {
    if (objectCount > lanes.size()) {
      String left = objectCount - lanes.size() + " of lower score left out";
      Lettering.draw(graphics, Palette.INK, left, MARGIN, y, LEFT - 2 * MARGIN, DOT);
    }
    int x = LEFT;
    x = legend(graphics, painter, Coverage.Look.SEEN, "on screen", x, y);
    x = legend(graphics, painter, Coverage.Look.GAP, "on screen, no box", x, y);
    legend(graphics, painter, Coverage.Look.AWAY, "tracked, off screen", x, y);
  }

  private static int legend(
      Graphics2D graphics, LanePainter painter, Coverage.Look look, String text, int x, int y) {
    int height = PixelFont.height(DOT);
    painter.bar(look, Palette.FAINT_INK, new Rectangle(x, y, SWATCH, height));
    int textX = x + SWATCH + 10;
    line(graphics, Palette.FAINT_INK, text, textX, y, DOT);
    return textX + PixelFont.width(text, DOT) + SWATCH;
  }

  private static void line(Graphics2D graphics, Color colour, String text, int x, int y, int dot) {
    Lettering.draw(graphics, colour, text, x, y, WIDTH - MARGIN - x, dot);
  }

  /** The places of the objects to draw, ascending. */
  private static IntStream best(List<VideoDetectedObject> objects) {
    Comparator<Integer> byScore =
        Comparator.comparingDouble(index -> -Lane.bestScore(objects.get(index)));
    return IntStream.range(0, objects.size())
        .boxed()
        .sorted(byScore)
        .limit(MAX_OBJECTS)
        .sorted()
        .mapToInt(Integer::intValue);
  }
}
