package ai.dragoneye.gateway.server.task;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a task is looked at, for those who watch it. Guarded by the lock of its {@link TaskPoll}.
 */
final class LookPlan {
  private final PollTiming timing;
  private final long startNanos;
  private final Set<Watcher> watchers = new HashSet<>();
  private @Nullable Duration expected;
  private @Nullable Long lastLookNanos;
  private long plannedNanos;

  LookPlan(PollTiming timing) {
    this.timing = timing;
    this.startNanos = timing.now();
  }

  /**
   * @param likely how long the task is likely to take from its acceptance, or null
   */
  void add(Watcher watcher, @Nullable Duration likely) {
    if (likely != null) {
      expected = likely;
    }
    if (watchers.isEmpty() && lastLookNanos == null) {
      planNext();
    }
    watchers.add(watcher);
  }

  /** Tells whether none is left. */
  boolean remove(Watcher watcher) {
    watchers.remove(watcher);
    return watchers.isEmpty();
  }

  /** Notes a look that has just ended, and when it began. */
  void looked(long beganNanos) {
    lastLookNanos = beganNanos;
    planNext();
  }

  private void planNext() {
    long now = timing.now();
    plannedNanos = now + timing.wait(Duration.ofNanos(now - startNanos), expected).toNanos();
  }

  /** The wait before the next look: as planned, or shorter where a watcher needs it earlier. */
  Duration untilNextLook() {
    long now = timing.now();
    long next =
        watchers.stream()
            .map(watcher -> watcher.needsLookAt(lastLookNanos, now))
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .map(needed -> Math.min(needed, plannedNanos))
            .orElse(plannedNanos);
    long earliest =
        lastLookNanos == null ? next : lastLookNanos + timing.schedule().floor().toNanos();
    return Duration.ofNanos(Math.max(next, earliest) - now);
  }

  /** How long a look may take: as long as the most patient watcher likes. */
  Duration lookLimit() {
    long now = timing.now();
    return Duration.ofNanos(
        watchers.stream().mapToLong(watcher -> watcher.lookLimitNanos(now)).max().orElse(0));
  }

  /** Whether a watcher must hear of looks that show no change. */
  boolean countsLooks() {
    return watchers.stream().anyMatch(Watcher::countsLooks);
  }

  /** Whether the watcher has had its last look, or waits for that no longer. */
  boolean isOver(Watcher watcher) {
    return watcher.isOver(lastLookNanos, timing.now());
  }

  /** How long the watcher waits at most from now on. */
  Duration left(Watcher watcher) {
    return Duration.ofNanos(watcher.leftNanos(timing.now()));
  }
}
