package ai.dragoneye.gateway.upstream.retry;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a service is down, so that new work is refused before anybody sends media for it.
 * Opens where half of the calls of the last thirty seconds, if they were enough to tell, found the
 * service missing or in trouble; after ten seconds it lets a few calls try. Thread-safe.
 */
public final class Circuit {
  /** How long new work is refused before the service is tried again. */
  public static final Duration OPEN = Duration.ofSeconds(10);

  private static final int WINDOW_SECONDS = 30;
  private static final int TRIAL_CALLS = 3;

  private final CircuitBreaker breaker;

  /** Closed at first, and for as long as there were fewer than {@code minCalls}. */
  public Circuit(int minCalls, TimeSource time) {
    InstantSource now = time::now;
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindow(WINDOW_SECONDS, minCalls, SlidingWindowType.TIME_BASED)
            .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
            .waitDurationInOpenState(OPEN)
            .clock(now.withZone(ZoneOffset.UTC))
            .build();
    this.breaker = CircuitBreaker.of("dragoneye", config);
  }

  /**
   * Whether new work may begin. Whoever was allowed to tells how it went, or that it did not go at
   * all.
   */
  public boolean allows() {
    return breaker.tryAcquirePermission();
  }

  /** What was allowed did not take place. */
  public void withdrawn() {
    breaker.releasePermission();
  }

  /** The service answered, if only to refuse. */
  public void answered() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  /** The service was not there or in trouble. */
  public void failed() {
    breaker.onError(0, TimeUnit.NANOSECONDS, new IOException("in trouble"));
  }
}
