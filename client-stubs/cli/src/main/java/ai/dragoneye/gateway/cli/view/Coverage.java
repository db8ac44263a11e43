package ai.dragoneye.gateway.cli.view;

import java.util.ArrayList;
import java.util.List;

/**
 * How an object's life looks in each pixel column of a timeline. However many spans there are, what
 * is drawn of them is bounded by the columns.
 */
final class Coverage {
  private final TimeAxis axis;
  private final double[] present;
  private final double[] gap;

  Coverage(TimeAxis axis, List<Span> presence, List<Span> gaps) {
    this.axis = axis;
    this.present = shares(presence);
    this.gap = shares(gaps);
  }

  /** How a run of columns is drawn. */
  enum Look {
    /** Nothing is known of the object. */
    NOTHING,
    /** On screen with a box, for most of the column's time. */
    SEEN,
    /** On screen without a box, for at least half of the column's time. */
    GAP,
    /** Tracked, but not on screen. */
    AWAY
  }

  /**
   * Neighbouring columns that look the same.
   *
   * @param look how they look
   * @param x the first column in the picture
   * @param width at least 1
   */
  record Run(Look look, int x, int width) {}

  /** The runs that show something, from left to right. */
  List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    for (int column = 1; column <= axis.width(); column++) {
      if (column == axis.width() || look(column) != look(start)) {
        if (look(start) != Look.NOTHING) {
          runs.add(new Run(look(start), axis.left() + start, column - start));
        }
        start = column;
      }
    }
    return runs;
  }

  private Look look(int column) {
    if (present[column] > 0) {
      // Where the object enters or leaves, the column's gaps are first taken for those off screen.
      double onScreen = gap[column] - (1 - present[column]);
      return 2 * onScreen >= present[column] ? Look.GAP : Look.SEEN;
    }
    return gap[column] > 0 ? Look.AWAY : Look.NOTHING;
  }

  private double[] shares(List<Span> spans) {
    double[] shares = new double[axis.width()];
    for (Span span : spans) {
      if (span.start() <= span.end()) {
        cover(shares, column(span.start()), column(span.end()));
      }
    }
    return shares;
  }

  private static void cover(double[] shares, double from, double to) {
    int last = Math.min(shares.length - 1, (int) to);
    for (int column = Math.min(last, (int) from); column <= last; column++) {
      // Neighbours that share a column's border leave only rounding errors in the other's column.
      double share = Math.min(column + 1, to) - Math.max(column, from);
      if (share > 1e-6) {
        shares[column] += share;
      }
    }
  }

  private double column(long micros) {
    return Math.min(1, Math.max(0, (double) micros / axis.duration())) * axis.width();
  }
}
