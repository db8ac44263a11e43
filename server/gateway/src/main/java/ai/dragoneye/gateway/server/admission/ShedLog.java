package ai.dragoneye.gateway.server.admission;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log that calls are sent away, seldom: at once, and then so many as there were since,
 * as long as it goes on. Thread-safe.
 */
final class ShedLog {
  private static final Logger LOG = LoggerFactory.getLogger(ShedLog.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private final Map<Shed, Integer> untold = new EnumMap<>(Shed.class);
  private long nextNanos;

  ShedLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nextNanos = nanoTime.getAsLong();
  }

  synchronized void shed(Shed reason) {
    untold.merge(reason, 1, Integer::sum);
    long now = nanoTime.getAsLong();
    if (now - nextNanos >= 0) {
      nextNanos = now + INTERVAL.toNanos();
      LOG.atWarn().addKeyValue("limits", untold.toString()).log("calls are sent away");
      untold.clear();
    }
  }
}
