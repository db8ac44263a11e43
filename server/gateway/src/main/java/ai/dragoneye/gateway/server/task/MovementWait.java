package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Looks at a task of which nobody knows whether it was predicted, until it moves. */
final class MovementWait {
  // What the look at the very end may take.
  private static final Duration LAST_LOOK = Duration.ofSeconds(1);

  private final StatusSource source;
  private final Duration limit;
  private final PollTiming timing;
  private final long startNanos;
  private @Nullable String first;

  MovementWait(StatusSource source, Duration limit, PollTiming timing) {
    this.source = source;
    this.limit = limit;
    this.timing = timing;
    this.startNanos = timing.now();
  }

  /** Whether the task moved, or had ended, within the limit. */
  boolean run() throws InterruptedException {
    while (true) {
      Duration pause = timing.wait(elapsed(), null);
      boolean last = left().compareTo(pause) <= 0;
      timing.time().sleep(last ? max(left(), Duration.ZERO) : pause);
      timing.rate().awaitTurn();
      boolean moved = movedTo(source.read(max(left(), LAST_LOOK)));
      if (moved || last) {
        return moved;
      }
    }
  }

  private boolean movedTo(TaskStatus read) {
    if (first == null) {
      first = read.status();
    }
    return read.ended() || !read.status().equals(first);
  }

  private Duration elapsed() {
    return Duration.ofNanos(timing.now() - startNanos);
  }

  private Duration left() {
    return limit.minus(elapsed());
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
