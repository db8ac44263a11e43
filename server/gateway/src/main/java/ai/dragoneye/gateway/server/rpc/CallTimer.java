package ai.dragoneye.gateway.server.rpc;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does short things later: one thread for all calls. What is given to it must not block. Closing it
 * drops what is still to come.
 */
public final class CallTimer implements AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;

  public CallTimer() {
    executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("dragoneye-call-timer").factory());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRejectedExecutionHandler((task, closed) -> {});
  }

  /** Runs {@code action} after {@code delay}, unless the result is cancelled before. */
  Future<?> after(Duration delay, Runnable action) {
    return executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How many actions are to come. */
  int pending() {
    return executor.getQueue().size();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
