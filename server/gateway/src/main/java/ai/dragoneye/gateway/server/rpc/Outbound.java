package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.results.Outlet;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The responses of a call that streams them. The call's own thread waits and sends; the transport
 * says when it has room.
 */
final class Outbound<T> implements Outlet<T> {
  private final BooleanSupplier hasRoom;
  private final Consumer<T> transport;
  private final Duration stallTimeout;

  /**
   * @param stallTimeout how long the caller may take nothing
   */
  Outbound(BooleanSupplier hasRoom, Consumer<T> transport, Duration stallTimeout) {
    this.hasRoom = hasRoom;
    this.transport = transport;
    this.stallTimeout = stallTimeout;
  }

  /** The transport may have room again. From any thread. */
  synchronized void roomAgain() {
    notifyAll();
  }

  @Override
  public synchronized void awaitReady() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the stream is not wanted any more");
    }
    long end = System.nanoTime() + stallTimeout.toNanos();
    while (!hasRoom.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new FailureException(new Failure.ReaderStalled(stallTimeout));
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  @Override
  public void send(T message) {
    transport.accept(message);
  }
}
