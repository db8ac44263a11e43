package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.config.AdmissionSettings;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import java.util.concurrent.TimeUnit;

/**
 * How many predictions of one API key may be under way. Two algorithms watch the requests that
 * every prediction makes once, begin and predict; the lower limit holds.
 *
 * <p>One follows their latency: the work in them is the same whatever the media, the model and the
 * caller's line, so that they get slower only where the service has more to do than it can. The
 * time of an upload tells of the caller, that of an inference of the media. The other follows
 * refusals (429, trouble), whatever the latency.
 *
 * <p>Guarded by its owner.
 */
final class UpstreamLimit {
  private static final long NEVER_LATE_SECONDS = 60;

  private final AdmissionSettings.Upstream settings;
  private final Limit latency;
  private final Limit refusals;
  private int inFlight;

  UpstreamLimit(AdmissionSettings.Upstream settings) {
    this.settings = settings;
    this.latency =
        WindowedLimit.newBuilder()
            .build(
                Gradient2Limit.newBuilder()
                    .initialLimit(settings.max())
                    .minLimit(settings.min())
                    .maxConcurrency(settings.max())
                    .build());
    this.refusals =
        AIMDLimit.newBuilder()
            .initialLimit(settings.max())
            .minLimit(settings.min())
            .maxLimit(settings.max())
            .timeout(NEVER_LATE_SECONDS, TimeUnit.SECONDS)
            .build();
  }

  /** What one of a prediction's own requests came to that is over now. */
  void note(UpstreamAttempt attempt, long nowNanos) {
    boolean refused =
        switch (attempt.result()) {
          case RATE_LIMITED, UNAVAILABLE -> true;
          case OK, CREDENTIALS_REJECTED, REFUSED, CANCELLED -> false;
        };
    long nanos = attempt.time().toNanos();
    long start = nowNanos - nanos;
    refusals.onSample(start, nanos, inFlight, refused);
    if (!refused) {
      latency.onSample(start, Math.max(nanos, settings.fastAnswer().toNanos()), inFlight, false);
    }
  }

  int limit() {
    int lower = Math.min(latency.getLimit(), refusals.getLimit());
    return Math.clamp(lower, settings.min(), settings.max());
  }

  boolean full() {
    return inFlight >= limit();
  }

  void add(int count) {
    inFlight += count;
  }

  int inFlight() {
    return inFlight;
  }
}
