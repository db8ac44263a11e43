package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The polling of one task for all who watch it: one thread looks, one look at a time, the others
 * wait for what it sees. It ends with the task, with a look that fails, or when it is stopped.
 * Thread-safe.
 */
final class TaskPoll {
  private final StatusSource source;
  private final PollTiming timing;
  private final Set<Watcher> watchers = new HashSet<>();
  private final long startNanos;
  private final Thread thread;
  private @Nullable Duration expected;
  private @Nullable TaskStatus status;
  private int changes;
  private @Nullable Long lastLookNanos;
  private long plannedNanos;
  private @Nullable RuntimeException failure;
  private boolean pausing;
  private boolean looking;
  private boolean stopped;

  /**
   * @param onEnd hears of the end, on the polling thread, unless the polling was stopped
   */
  TaskPoll(StatusSource source, PollTiming timing, Consumer<TaskPoll> onEnd) {
    this.source = source;
    this.timing = timing;
    this.startNanos = timing.now();
    this.thread = Thread.ofVirtual().name("task-poll").unstarted(() -> run(onEnd));
  }

  /** The polling of a task that is known to have ended. It needs no start. */
  static TaskPoll over(TaskStatus status, PollTiming timing) {
    TaskPoll poll = new TaskPoll(_ -> status, timing, _ -> {});
    poll.told(status, timing.now());
    return poll;
  }

  /** Starts to look, as its first watcher wants it. */
  synchronized void start() {
    plan();
    thread.start();
  }

  /**
   * Adds a watcher.
   *
   * @param likely how long the task is likely to take from its acceptance, or null
   */
  synchronized void join(Watcher watcher, @Nullable Duration likely) {
    watchers.add(watcher);
    if (likely != null) {
      expected = likely;
    }
    if (pausing) {
      thread.interrupt();
    }
  }

  /** Removes a watcher; tells whether none is left. */
  synchronized boolean leave(Watcher watcher) {
    watchers.remove(watcher);
    return watchers.isEmpty();
  }

  /** Stops at once; a look in hand is cancelled. */
  synchronized void stop() {
    stopped = true;
    thread.interrupt();
  }

  /** The final status, or null where the polling ended otherwise. */
  synchronized @Nullable TaskStatus finalStatus() {
    return status != null && status.ended() ? status : null;
  }

  /** The status read last; empty where none was. */
  synchronized @Nullable TaskStatus lastStatus() {
    return status;
  }

  /**
   * Waits for the first status or another than the watcher has seen. Changes that came while nobody
   * waited are one.
   *
   * @return the latest status, or null where the watcher's limit passed
   * @throws RuntimeException what ended the polling
   */
  synchronized @Nullable TaskStatus awaitChange(Watcher watcher) throws InterruptedException {
    while (true) {
      if (failure != null) {
        throw failure;
      }
      // A look in hand is about to tell something newer.
      boolean fresh = !(watcher.isNew() && looking);
      if (status != null && fresh && watcher.catchUp(changes)) {
        return status;
      }
      if (watcher.isOver(lastLookNanos, timing.now())) {
        return null;
      }
      long left = watcher.leftNanos(timing.now());
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  private void run(Consumer<TaskPoll> onEnd) {
    try {
      do {
        pause();
        timing.rate().awaitTurn();
      } while (!look());
    } catch (RuntimeException e) {
      fail(e);
    } catch (InterruptedException | Error e) {
      // After a stop nobody is left to hear it.
      fail(new IllegalStateException("the polling of a task broke off", e));
    }
    onEnd.accept(this);
  }

  private void pause() throws InterruptedException {
    for (Duration wait = beginPause(); wait.isPositive(); wait = beginPause()) {
      try {
        timing.time().sleep(wait);
      } catch (InterruptedException _) {
        // A new watcher may need a look earlier, or there is none any more.
      }
      endPause();
    }
  }

  private synchronized Duration beginPause() throws InterruptedException {
    throwIfStopped();
    Duration wait = Duration.ofNanos(nextLookNanos() - timing.now());
    pausing = wait.isPositive();
    return wait;
  }

  private synchronized void endPause() {
    pausing = false;
    // That was for the pause; a stop is noted besides.
    Thread.interrupted();
  }

  private void throwIfStopped() throws InterruptedException {
    if (stopped) {
      throw new InterruptedException("nobody watches any more");
    }
  }

  private long nextLookNanos() {
    long now = timing.now();
    long next =
        watchers.stream()
            .map(watcher -> watcher.needsLookAt(lastLookNanos, now))
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .map(needed -> Math.min(needed, plannedNanos))
            .orElse(plannedNanos);
    return lastLookNanos == null
        ? next
        : Math.max(next, lastLookNanos + timing.schedule().floor().toNanos());
  }

  private boolean look() throws InterruptedException {
    long began = timing.now();
    return told(source.read(beginLook(began)), began);
  }

  private synchronized Duration beginLook(long now) throws InterruptedException {
    throwIfStopped();
    looking = true;
    return Duration.ofNanos(
        watchers.stream().mapToLong(watcher -> watcher.lookLimitNanos(now)).max().orElse(0));
  }

  private synchronized boolean told(TaskStatus read, long began) {
    looking = false;
    lastLookNanos = began;
    plan();
    boolean changed = status == null || !status.equals(read);
    status = read;
    if (changed) {
      changes++;
    }
    if (changed || watchers.stream().anyMatch(Watcher::countsLooks)) {
      notifyAll();
    }
    return read.ended();
  }

  private void plan() {
    long now = timing.now();
    plannedNanos = now + timing.wait(Duration.ofNanos(now - startNanos), expected).toNanos();
  }

  private synchronized void fail(RuntimeException cause) {
    looking = false;
    failure = cause;
    notifyAll();
  }
}
