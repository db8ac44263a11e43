package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.media.CallerSilence;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Ends calls whose caller was asked for media and sends none. */
public final class StallWatch {
  private final Duration timeout;
  private final CallTimer timer;

  /**
   * @param timeout how long a caller may stay silent
   * @param timer stays the caller's
   */
  public StallWatch(Duration timeout, CallTimer timer) {
    this.timeout = timeout;
    this.timer = timer;
  }

  /** How long a caller may stay silent, or read nothing. */
  Duration timeout() {
    return timeout;
  }

  /**
   * Watches the caller until the result is closed; a stall goes to {@code onStall}, once.
   *
   * @param silence of the caller, as far as messages go
   */
  Watch watch(CallerSilence silence, CallContext context, Consumer<Failure> onStall) {
    Watch watch = new Watch(silence, context, onStall);
    watch.lookAfter(timeout);
    return watch;
  }

  /** The watch over one call. */
  final class Watch implements AutoCloseable {
    private final CallerSilence silence;
    private final CallContext context;
    private final Consumer<Failure> onStall;
    private boolean closed;
    private Future<?> next = CompletableFuture.completedFuture(null);

    Watch(CallerSilence silence, CallContext context, Consumer<Failure> onStall) {
      this.silence = silence;
      this.context = context;
      this.onStall = onStall;
    }

    private synchronized void lookAfter(Duration delay) {
      if (!closed) {
        next = timer.after(delay, this::look);
      }
    }

    private void look() {
      Duration left = timeout.minusNanos(silentNanos(System.nanoTime()));
      if (left.isPositive()) {
        lookAfter(left);
      } else {
        onStall.accept(new Failure.CallerStalled(timeout));
      }
    }

    /** A chunk may take long to arrive: bytes on the wire are no silence. */
    private long silentNanos(long now) {
      Long waitingSince = silence.waitingSinceNanos();
      return waitingSince == null
          ? 0
          : Math.min(now - waitingSince, now - context.lastReceivedNanos());
    }

    @Override
    public synchronized void close() {
      closed = true;
      next.cancel(false);
    }
  }
}
