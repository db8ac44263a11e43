package ai.dragoneye.gateway.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a time stands in a picture. Times before 0 and after the end stand at the edges.
 *
 * @param duration microseconds from the left edge, at least 1
 * @param left pixel column of time 0
 * @param width pixels for the duration
 */
record TimeAxis(long duration, int left, int width) {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final int MICROS_DIGITS = 7;
  private static final int MAX_TICKS = 10;

  /** The pixel column of a time. */
  int x(long micros) {
    double share = Math.min(1, Math.max(0, (double) micros / duration));
    return left + (int) Math.round(share * width);
  }

  /** Times to name on the axis, from 0, evenly apart and at most eleven. */
  List<Long> ticks() {
    long step = step();
    List<Long> ticks = new ArrayList<>();
    for (long tick = 0; tick <= duration && tick >= 0; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** A tick's name in seconds with as many decimals as the ticks need. */
  String label(long tick) {
    int decimals = Math.max(0, MICROS_DIGITS - Long.toString(step()).length());
    return String.format(Locale.ROOT, "%." + decimals + "f s", tick / MICROS_PER_SECOND);
  }

  /** The least of 1, 2 and 5 times a power of ten that makes few enough ticks. */
  private long step() {
    long power = 1;
    while (power <= Long.MAX_VALUE / 10) {
      for (int factor : new int[] {1, 2, 5}) {
        if (duration / (power * factor) <= MAX_TICKS) {
          return power * factor;
        }
      }
      power *= 10;
    }
    return power;
  }
}
