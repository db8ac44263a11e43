package ai.dragoneye.gateway.server.health;

import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import ai.dragoneye.gateway.upstream.UpstreamAttempt.Result;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the service takes the gateway's own key, from what it answers. Thread-safe.
 *
 * <p>It does not where it answers 401, or 403 to begin. A 403 to anything else may be about a task
 * that is somebody else's, whose id a caller made up. While the key is rejected no calls come any
 * more that would tell of its recovery: whoever asks for readiness then causes a look.
 */
public final class UpstreamKeyWatch {
  private static final int UNAUTHORIZED = 401;
  private static final long BETWEEN_LOOKS = Duration.ofSeconds(5).toNanos();

  private final Supplier<@Nullable KeyHash> own;
  private final Runnable check;
  private final LongSupplier nanoTime;
  private final AtomicBoolean looking = new AtomicBoolean();
  // A key that replaces it starts with a clean slate.
  private volatile @Nullable KeyHash rejected;
  private volatile long lastLook;

  /**
   * @param own the gateway's own key as it is at the moment, or null where it has none
   * @param check asks the service for anything with that key, so that {@link #attempted} hears of
   *     it; blocks, and may throw
   * @param nanoTime as {@link System#nanoTime}
   */
  public UpstreamKeyWatch(Supplier<@Nullable KeyHash> own, Runnable check, LongSupplier nanoTime) {
    this.own = own;
    this.check = check;
    this.nanoTime = nanoTime;
    this.lastLook = nanoTime.getAsLong() - BETWEEN_LOOKS;
  }

  /** Where no caller is served with a key of the gateway's own. */
  public static UpstreamKeyWatch ofNone() {
    return new UpstreamKeyWatch(() -> null, () -> {}, System::nanoTime);
  }

  /** Learns from an attempt. */
  public void attempted(UpstreamAttempt attempt) {
    KeyHash key = own.get();
    if (key == null || !key.equals(attempt.key())) {
      return;
    }
    if (rejects(attempt)) {
      rejected = key;
    } else if (accepts(attempt)) {
      rejected = null;
    }
  }

  private static boolean rejects(UpstreamAttempt attempt) {
    Integer status = attempt.httpStatus();
    return attempt.result() == Result.CREDENTIALS_REJECTED
        && (attempt.step() == UpstreamStep.BEGIN || (status != null && status == UNAUTHORIZED));
  }

  private static boolean accepts(UpstreamAttempt attempt) {
    return attempt.result() == Result.OK
        || (attempt.result() == Result.REFUSED && attempt.httpStatus() != null);
  }

  boolean isRejected() {
    KeyHash key = rejected;
    return key != null && key.equals(own.get());
  }

  /** Asks the service in the background, unless it was asked a moment ago. */
  public void look() {
    long now = nanoTime.getAsLong();
    if (own.get() == null
        || now - lastLook < BETWEEN_LOOKS
        || !looking.compareAndSet(false, true)) {
      return;
    }
    lastLook = now;
    Thread.ofVirtual()
        .name("key-check")
        .start(
            () -> {
              try {
                check.run();
              } finally {
                looking.set(false);
              }
            });
  }
}
