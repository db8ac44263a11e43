package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.v1.PredictionProgress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Progress, coalesced: what is sent is always the latest, and only where the caller has room. Bytes
 * alone are not worth more than four messages a second; anything else goes at once. Thread-safe;
 * never blocks.
 */
final class ProgressEvents {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final BooleanSupplier hasRoom;
  private final Consumer<PredictionProgress> transport;
  private final CallTimer timer;
  private PredictionProgress latest = PredictionProgress.getDefaultInstance();
  private boolean unsent;
  private boolean over;
  private boolean wakingUp;
  private long sentAtNanos = System.nanoTime() - INTERVAL.toNanos();

  /**
   * @param transport called with the monitor held; must not block
   */
  ProgressEvents(BooleanSupplier hasRoom, Consumer<PredictionProgress> transport, CallTimer timer) {
    this.hasRoom = hasRoom;
    this.transport = transport;
    this.timer = timer;
  }

  /** Changes what is known; the next message tells it. */
  synchronized void learn(UnaryOperator<PredictionProgress.Builder> change) {
    latest = change.apply(latest.toBuilder()).build();
  }

  /** Changes what is known, and sends it as soon as there is room. */
  synchronized void change(UnaryOperator<PredictionProgress.Builder> change) {
    learn(change);
    unsent = true;
    flush();
  }

  /** Changes what is known of bytes, and sends it when it is time. */
  synchronized void bytes(UnaryOperator<PredictionProgress.Builder> change) {
    learn(change);
    unsent = true;
    long left = INTERVAL.toNanos() - (System.nanoTime() - sentAtNanos);
    if (left <= 0) {
      flush();
    } else if (!wakingUp && !over) {
      wakingUp = true;
      var _ = timer.after(Duration.ofNanos(left), this::wakeUp);
    }
  }

  private synchronized void wakeUp() {
    wakingUp = false;
    flush();
  }

  /** Sends what is unsent, if there is room now. */
  synchronized void flush() {
    if (unsent && !over && hasRoom.getAsBoolean()) {
      unsent = false;
      sentAtNanos = System.nanoTime();
      transport.accept(latest);
    }
  }

  /** Sends nothing any more. */
  synchronized void end() {
    over = true;
  }
}
