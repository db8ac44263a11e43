package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.server.telemetry.PhaseTrack;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UpstreamException;
import java.time.Duration;
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
  private final LookPlan plan;
  private final Thread thread;
  private @Nullable TaskStatus status;
  private int changes;
  private @Nullable RuntimeException failure;
  private boolean pausing;
  private boolean looking;
  private boolean stopped;

  /**
   * @param onEnd hears of the end on the polling thread, unless the polling was stopped before
   */
  TaskPoll(StatusSource source, PollTiming timing, Consumer<TaskPoll> onEnd) {
    this.source = source;
    this.timing = timing;
    this.plan = new LookPlan(timing);
    this.thread =
        Thread.ofVirtual().name("task-poll").unstarted(PhaseTrack.carriedBy(() -> run(onEnd)));
  }

  /** The polling of a task that is known to have ended. It needs no start. */
  static TaskPoll over(TaskStatus status, PollTiming timing) {
    TaskPoll poll = new TaskPoll(_ -> status, timing, _ -> {});
    poll.told(status, timing.now());
    return poll;
  }

  /** Starts to look. */
  void start() {
    thread.start();
  }

  /**
   * Adds a watcher.
   *
   * @param likely how long the task is likely to take from its acceptance, or null
   */
  synchronized void join(Watcher watcher, @Nullable Duration likely) {
    plan.add(watcher, likely);
    if (pausing) {
      // It may need a look earlier than planned.
      thread.interrupt();
    }
  }

  /** Removes a watcher; tells whether none is left. */
  synchronized boolean leave(Watcher watcher) {
    return plan.remove(watcher);
  }

  /** Stops at once; a look in hand is cancelled. */
  synchronized void stop() {
    stopped = true;
    thread.interrupt();
  }

  /** The status read last, or null where none was. */
  synchronized @Nullable TaskStatus lastStatus() {
    return status;
  }

  /** Each watcher gets an exception of its own: suppressed ones are not to be shared. */
  private static RuntimeException asOwn(RuntimeException failure) {
    return failure instanceof UpstreamException upstream
        ? new UpstreamException(upstream.failure(), upstream.getCause())
        : failure;
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
        throw asOwn(failure);
      }
      // A look in hand is about to tell something newer.
      boolean fresh = !(watcher.isNew() && looking);
      if (status != null && fresh && watcher.catchUp(changes)) {
        return status;
      }
      if (plan.isOver(watcher)) {
        return null;
      }
      Duration left = plan.left(watcher);
      wait(left.toMillis(), left.toNanosPart() % 1_000_000);
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
        // Somebody joined, or it was stopped: beginPause tells which.
      }
      endPause();
    }
  }

  private synchronized Duration beginPause() throws InterruptedException {
    throwIfStopped();
    Duration wait = plan.untilNextLook();
    pausing = wait.isPositive();
    return wait;
  }

  private synchronized void endPause() {
    pausing = false;
    // An interrupt that came too late for the pause must not hit the look.
    Thread.interrupted();
  }

  private void throwIfStopped() throws InterruptedException {
    if (stopped) {
      throw new InterruptedException("nobody watches any more");
    }
  }

  private boolean look() throws InterruptedException {
    Duration limit = beginLook();
    long began = timing.now();
    TaskStatus read = source.read(limit);
    told(read, began);
    return read.ended();
  }

  private synchronized Duration beginLook() throws InterruptedException {
    throwIfStopped();
    looking = true;
    return plan.lookLimit();
  }

  private synchronized void told(TaskStatus read, long began) {
    looking = false;
    plan.looked(began);
    boolean changed = !read.equals(status);
    status = read;
    if (changed) {
      changes++;
    }
    if (changed || plan.countsLooks()) {
      notifyAll();
    }
  }

  private synchronized void fail(RuntimeException cause) {
    looking = false;
    failure = cause;
    notifyAll();
  }
}
