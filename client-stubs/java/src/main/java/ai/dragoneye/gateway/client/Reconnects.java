package ai.dragoneye.gateway.client;

import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often and after which wait a broken stream, or a read that found no gateway, is called again:
 * exponential with jitter, a few times in a row without anything new. One thread at a time.
 */
final class Reconnects {
  private static final int ATTEMPTS = 8;
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** A gateway that asks for more patience than this gets none: its caller decides. */
  private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

  /** A call that lasted so long was no failure of the same kind as the one before. */
  private static final Duration LASTING = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private final DoubleSupplier patience;
  private final @Nullable Deadline deadline;
  private @Nullable StatusRuntimeException unreached;
  private int failures;
  private long openedAt;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   * @param patience how much of the longest wait to wait, from 0 to 1; never much below a half, so
   *     that all waits together outlast a restart
   * @param deadline not waited beyond
   */
  Reconnects(LongSupplier nanoTime, DoubleSupplier patience, @Nullable Deadline deadline) {
    this.nanoTime = nanoTime;
    this.patience = patience;
    this.deadline = deadline;
  }

  /** A call begins. */
  void opened() {
    openedAt = nanoTime.getAsLong();
  }

  /** Something new arrived: what failed before does not count any more. */
  void progress() {
    failures = 0;
    unreached = null;
  }

  /**
   * How long to wait before opening again after this failure, which this side did not cause; empty
   * if that is of no use.
   */
  Optional<Duration> next(StatusRuntimeException failure) {
    if (hadLasted(failure)) {
      failures = 0;
    }
    unreached = CallFailures.isUnreached(failure) ? failure : null;
    ErrorDetails details = ErrorDetails.of(failure);
    Duration asked = details.retryDelay().orElse(Duration.ZERO);
    if (!isPassing(failure.getStatus(), details)
        || asked.compareTo(LONGEST_ASKED) > 0
        || failures >= ATTEMPTS) {
      return Optional.empty();
    }
    Duration backoff = backoff(failures++);
    return Optional.of(untilDeadline(asked.plus(backoff)));
  }

  /** A connection that took long not to come about is no call that lasted. */
  private boolean hadLasted(StatusRuntimeException failure) {
    return nanoTime.getAsLong() - openedAt >= LASTING.toNanos()
        && !(failure.getStatus().getCause() instanceof ConnectException);
  }

  /** The failure that ends it all: of a deadline, also what kept the call from coming through. */
  StatusRuntimeException explained(StatusRuntimeException failure) {
    StatusRuntimeException cause = unreached;
    if (cause == null || failure.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
      return failure;
    }
    return Status.DEADLINE_EXCEEDED
        .withDescription("The deadline passed while no gateway could be reached")
        .withCause(cause.getStatus().getCause())
        .asRuntimeException();
  }

  /** Whether another connection, or the same one later, may do better. */
  private static boolean isPassing(Status status, ErrorDetails details) {
    String reason = details.info().map(info -> info.getReason()).orElse("");
    return switch (status.getCode()) {
      case UNAVAILABLE -> !isDistrusted(status.getCause());
      // A stream reset by a proxy or by a gateway that ends, or cut without its trailers.
      case INTERNAL, CANCELLED -> reason.isEmpty();
      // This side paused longer than the gateway waits.
      case ABORTED -> reason.equals("STREAM_STALLED");
      default -> false;
    };
  }

  /** Whether it was a certificate that does not suit: the next time it does not either. */
  private static boolean isDistrusted(@Nullable Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof GeneralSecurityException) {
        return true;
      }
    }
    return false;
  }

  private Duration backoff(int failuresBefore) {
    long ceiling = Math.min(LONGEST.toMillis(), FIRST.toMillis() << failuresBefore);
    return Duration.ofMillis((long) (patience.getAsDouble() * ceiling));
  }

  private Duration untilDeadline(Duration wait) {
    if (deadline == null) {
      return wait;
    }
    long left = Math.max(0, deadline.timeRemaining(TimeUnit.MILLISECONDS));
    return Duration.ofMillis(Math.min(wait.toMillis(), left));
  }
}
