package ai.dragoneye.gateway.upstream.retry;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of day, a time that only goes forward, and waiting; passed in so that tests need not
 * wait. Thread-safe.
 */
public interface TimeSource {
  /** The system's own. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  /** The time of day, for dates that another machine wrote. */
  Instant now();

  /** Nanoseconds since some fixed point, for durations. */
  long nanoTime();

  /** Lets the calling thread wait. */
  void sleep(Duration duration) throws InterruptedException;
}
