package ai.dragoneye.gateway.client;

import io.grpc.stub.ClientCallStreamObserver;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one call: tells when more may be sent. One thread sends; any may end it. What
 * is sent after the call has ended is lost.
 */
final class Outbound<ReqT> {
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile @Nullable ClientCallStreamObserver<ReqT> requests;
  private volatile boolean ended;
  private volatile boolean halfClosed;

  /** Connects the transport, before the call starts. */
  void attach(ClientCallStreamObserver<ReqT> transport) {
    requests = transport;
    transport.setOnReadyHandler(wakeUps::release);
  }

  /** The call has ended: nothing more need be sent. */
  void end() {
    ended = true;
    wakeUps.release();
  }

  /**
   * Waits until the transport takes another message.
   *
   * @return false if the call has ended, so that nothing more need be sent
   */
  boolean awaitReady() throws InterruptedException {
    while (!ended) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (transport().isReady()) {
        return true;
      }
      wakeUps.acquire();
      wakeUps.drainPermits();
    }
    return false;
  }

  void send(ReqT message) {
    transport().onNext(message);
  }

  /** Ends the messages. */
  void halfClose() {
    halfClosed = true;
    transport().onCompleted();
  }

  boolean halfClosed() {
    return halfClosed;
  }

  private ClientCallStreamObserver<ReqT> transport() {
    return Objects.requireNonNull(requests, "The call was not started");
  }
}
