package ai.dragoneye.gateway.server.failure;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a caller may come back: what RetryInfo and the pushback trailer say. */
final class FailureRetry {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration AFTER_RATE_LIMIT = Duration.ofSeconds(10);

  private FailureRetry() {}

  /** The delay for RetryInfo, or null where the contract promises none. */
  static @Nullable Duration delay(Failure failure) {
    return switch (failure) {
      case Failure.Upstream upstream -> upstreamDelay(upstream.failure());
      case Failure.ResultsNotReady notReady -> notReady.retryAfter();
      case Failure.CallerQuotaExceeded exceeded -> exceeded.retryAfter();
      case Failure.GatewayOverloaded overloaded -> overloaded.retryAfter();
      case Failure.GatewayDraining draining -> draining.retryAfter();
      default -> null;
    };
  }

  private static @Nullable Duration upstreamDelay(UpstreamFailure failure) {
    Duration told = failure.retryAfter();
    return switch (failure) {
      case UpstreamFailure.BeginUnavailable _,
          UpstreamFailure.ResultsUnavailable _,
          UpstreamFailure.Unavailable _ ->
          told == null ? SOON : told;
      case UpstreamFailure.NoRoom _ -> told == null ? SOON : told;
      case UpstreamFailure.RateLimited _ -> told == null ? AFTER_RATE_LIMIT : told;
      default -> null;
    };
  }

  /**
   * What {@code grpc-retry-pushback-ms} says, or null for no such trailer. Clients obey it without
   * a look at the details, so it stays away from whatever may already have been predicted.
   */
  static @Nullable Duration pushback(Failure failure, FailureContext context) {
    boolean free = context.predictSent() == null || context.predictSent() == PredictSent.NO;
    return switch (failure) {
      case Failure.Upstream(UpstreamFailure.NoRoom _) -> free ? delay(failure) : null;
      case Failure.CallerQuotaExceeded _, Failure.GatewayOverloaded _, Failure.GatewayDraining _ ->
          free ? delay(failure) : null;
      default -> null;
    };
  }
}
