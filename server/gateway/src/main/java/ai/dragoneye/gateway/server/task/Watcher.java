package ai.dragoneye.gateway.server.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One who watches a task: what it wants of the polling, and what it has seen. Guarded by the lock
 * of its {@link TaskPoll}.
 */
final class Watcher {
  // What the look at the very end of a limit may take, so that a task that just ended is not called
  // late.
  private static final long LAST_LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final Duration longestLook;
  private final @Nullable Long deadlineNanos;
  private int seenChanges;

  private Watcher(Duration longestLook, @Nullable Long deadlineNanos) {
    this.longestLook = longestLook;
    this.deadlineNanos = deadlineNanos;
  }

  /** Wants the status at once, then each change, however long it takes. */
  static Watcher ofChanges(Duration longestLook) {
    return new Watcher(longestLook, null);
  }

  /** Knows that the task has only just begun, and leaves after a last look at {@code deadline}. */
  static Watcher ofTheEnd(long deadlineNanos) {
    return new Watcher(Duration.ZERO, deadlineNanos);
  }

  boolean isNew() {
    return seenChanges == 0;
  }

  /** Whether it missed some of that many changes; it has seen them all then. */
  boolean catchUp(int changes) {
    boolean missed = seenChanges != changes;
    seenChanges = changes;
    return missed;
  }

  /** Whether it must hear of looks that show no change. */
  boolean countsLooks() {
    return isNew() || deadlineNanos != null;
  }

  /** When it needs a look, or null where it can wait for the next planned one. */
  @Nullable Long needsLookAt(@Nullable Long lastLookNanos, long now) {
    if (deadlineNanos == null) {
      return lastLookNanos == null ? now : null;
    }
    boolean served = lastLookNanos != null && lastLookNanos - deadlineNanos >= 0;
    return served ? null : deadlineNanos;
  }

  /** How long a look that begins now may take for this watcher's sake. */
  long lookLimitNanos(long now) {
    return deadlineNanos == null
        ? longestLook.toNanos()
        : Math.max(deadlineNanos - now, LAST_LOOK_NANOS);
  }

  /** Whether nothing more is to be waited for, given when the last complete look began. */
  boolean isOver(@Nullable Long lastLookNanos, long now) {
    return deadlineNanos != null
        && ((lastLookNanos != null && lastLookNanos - deadlineNanos >= 0) || leftNanos(now) <= 0);
  }

  /** How long it waits at most from now on; a last look may be late, it is not waited for long. */
  long leftNanos(long now) {
    return deadlineNanos == null ? Long.MAX_VALUE : deadlineNanos + 2 * LAST_LOOK_NANOS - now;
  }
}
