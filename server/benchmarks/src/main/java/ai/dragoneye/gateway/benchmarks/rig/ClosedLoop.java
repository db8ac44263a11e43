package ai.dragoneye.gateway.benchmarks.rig;

import ai.dragoneye.gateway.benchmarks.harness.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Callers who each do one thing after the other, until so many are done or the time is over. A
 * failure ends it.
 */
public final class ClosedLoop {
  private final int callers;
  private final int most;
  private final Duration time;

  /**
   * @param most how many are done at most, by all together
   * @param time when to begin no more
   */
  public ClosedLoop(int callers, int most, Duration time) {
    this.callers = callers;
    this.most = most;
    this.time = time;
  }

  /** What a caller does again and again. */
  @FunctionalInterface
  public interface Turn {
    /** Does it once and answers the milliseconds that count. */
    double run(int caller) throws Exception;
  }

  /** Runs it and waits for its end. */
  public Latencies run(Turn turn) throws IOException, InterruptedException {
    Latencies latencies = new Latencies();
    AtomicInteger begun = new AtomicInteger();
    AtomicReference<Exception> failure = new AtomicReference<>();
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        int caller = i;
        threads.execute(
            () -> {
              try {
                while (failure.get() == null
                    && System.nanoTime() < end
                    && begun.getAndIncrement() < most) {
                  latencies.add(turn.run(caller));
                }
              } catch (Exception e) {
                failure.compareAndSet(null, e);
              }
            });
      }
      threads.shutdown();
      if (!threads.awaitTermination(time.toSeconds() + 60, TimeUnit.SECONDS)) {
        threads.shutdownNow();
        throw new IOException("callers did not end");
      }
    }
    if (failure.get() != null) {
      throw new IOException(failure.get().toString(), failure.get());
    }
    return latencies;
  }
}
