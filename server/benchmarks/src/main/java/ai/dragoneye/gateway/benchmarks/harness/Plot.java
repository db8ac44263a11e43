package ai.dragoneye.gateway.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A curve as an SVG, both axes logarithmic: what grows linearly is a straight line of slope one,
 * drawn beside it from its first point. Written by hand: a chart library would be the largest
 * dependency of the benchmarks for two lines and some labels.
 *
 * @param title what is shown
 * @param x the quantity to the right
 * @param y the quantity upwards
 * @param points at least two, by growing x; all values above 0
 */
public record Plot(String title, String x, String y, List<Point> points) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int MARGIN = 70;

  /** A point of the curve. */
  public record Point(double x, double y) {}

  /** Writes it. */
  public Path write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.writeString(file, svg());
  }

  /**
   * The slope between two neighbours, both axes logarithmic: 1 is linear, more is worse.
   *
   * @param index of the first of them
   */
  public double slope(int index) {
    Point from = points.get(index);
    Point to = points.get(index + 1);
    return Math.log(to.y / from.y) / Math.log(to.x / from.x);
  }

  String svg() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"".formatted(WIDTH, HEIGHT));
    lines.add(" font-family=\"sans-serif\" font-size=\"12\">");
    lines.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
    lines.add(text(WIDTH / 2.0, MARGIN / 2.0, title));
    lines.add(text(WIDTH / 2.0, HEIGHT - 15.0, x));
    lines.add(text(MARGIN / 2.0, MARGIN - 15.0, y));
    lines.add(polyline("#999999", linear()));
    lines.add(polyline("#1565c0", points));
    for (Point point : points) {
      lines.add(
          "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"#1565c0\"/>"
              .formatted(pixels(right(point)), pixels(up(point))));
      lines.add(text(right(point), up(point) - 8, ReportTable.number(point.y)));
      lines.add(text(right(point), HEIGHT - MARGIN + 18.0, ReportTable.number(point.x)));
    }
    lines.add("</svg>");
    return String.join("\n", lines) + "\n";
  }

  private List<Point> linear() {
    Point first = points.getFirst();
    double end = points.getLast().x;
    return List.of(first, new Point(end, first.y * end / first.x));
  }

  private String polyline(String colour, List<Point> line) {
    List<String> corners =
        line.stream().map(point -> pixels(right(point)) + "," + pixels(up(point))).toList();
    return "<polyline fill=\"none\" stroke=\"%s\" points=\"%s\"/>"
        .formatted(colour, String.join(" ", corners));
  }

  private double right(Point point) {
    double from = points.getFirst().x;
    double to = points.getLast().x;
    return MARGIN + (WIDTH - 2 * MARGIN) * share(point.x, from, to);
  }

  private double up(Point point) {
    double least = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double most =
        Math.max(linear().getLast().y, points.stream().mapToDouble(Point::y).max().orElseThrow());
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share(point.y, least, most);
  }

  private static double share(double value, double from, double to) {
    return Math.log(value / from) / Math.log(to / from);
  }

  private static String text(double x, double y, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>"
        .formatted(pixels(x), pixels(y), escaped);
  }

  private static String pixels(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
