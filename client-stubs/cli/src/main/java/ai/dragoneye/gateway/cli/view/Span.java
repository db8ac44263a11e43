package ai.dragoneye.gateway.cli.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a timeline.
 *
 * @param start its first microsecond
 * @param end the microsecond after its last; before the start in a broken result
 */
record Span(long start, long end) {

  /** The stretch from one frame through another, each as long as a period. */
  static Span through(long firstFrame, long lastFrame, long period) {
    return new Span(
        firstFrame, lastFrame > Long.MAX_VALUE - period ? lastFrame : lastFrame + period);
  }

  /** The spans with those made one that touch or overlap the one before. */
  static List<Span> joined(List<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).meets(span)) {
        Span before = joined.get(last);
        joined.set(last, new Span(before.start, Math.max(before.end, span.end)));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private boolean meets(Span next) {
    return next.start >= start && next.start <= end;
  }
}
