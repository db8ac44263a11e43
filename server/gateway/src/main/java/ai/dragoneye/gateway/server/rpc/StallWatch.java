package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.media.MediaInbox;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends calls whose caller was asked for media and sends none. One timer thread for all; closing it
 * ends the watch.
 */
public final class StallWatch implements AutoCloseable {
  private final Duration timeout;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param timeout how long a caller may stay silent
   */
  public StallWatch(Duration timeout) {
    this.timeout = timeout;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("stall-watch").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Watches the caller of {@code inbox} until the result is closed; a stall goes to {@code
   * onStall}, once.
   */
  Watch watch(MediaInbox inbox, CallContext context, Consumer<Failure> onStall) {
    Watch watch = new Watch(inbox, context, onStall);
    watch.lookAfter(timeout.toNanos());
    return watch;
  }

  /** How many callers are watched. */
  int watched() {
    return timer.getQueue().size();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** The watch over one call. */
  final class Watch implements AutoCloseable {
    private final MediaInbox inbox;
    private final CallContext context;
    private final Consumer<Failure> onStall;
    private boolean closed;
    private Future<?> next = CompletableFuture.completedFuture(null);

    Watch(MediaInbox inbox, CallContext context, Consumer<Failure> onStall) {
      this.inbox = inbox;
      this.context = context;
      this.onStall = onStall;
    }

    private synchronized void lookAfter(long nanos) {
      if (!closed) {
        next = timer.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
      }
    }

    private void look() {
      long left = timeout.toNanos() - silentNanos(System.nanoTime());
      if (left <= 0) {
        onStall.accept(new Failure.CallerStalled(timeout));
      } else {
        lookAfter(left);
      }
    }

    /** A chunk may take long to arrive: bytes on the wire are no silence. */
    private long silentNanos(long now) {
      Long waitingSince = inbox.waitingSinceNanos();
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
