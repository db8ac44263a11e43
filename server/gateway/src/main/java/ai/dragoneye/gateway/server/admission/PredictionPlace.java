package ai.dragoneye.gateway.server.admission;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A prediction's place in the gateway, with memory for its media. Closing it gives back what is
 * left of both; the task, once accepted, counts until it ends. Thread-safe.
 */
public final class PredictionPlace implements AutoCloseable {
  private final PredictionGate gate;
  private final PredictionClaim claim;
  private final AtomicBoolean closed = new AtomicBoolean();

  PredictionPlace(PredictionGate gate, PredictionClaim claim) {
    this.gate = gate;
    this.claim = claim;
  }

  /** The media is that large: what was reserved beyond that is given back. */
  public void mediaSize(long bytes) {
    gate.change(() -> claim.keepMedia(bytes));
  }

  /** The media has left the gateway. */
  public void mediaStored() {
    mediaSize(0);
  }

  /** The service did not accept the prediction after all. */
  public void neverAccepted() {
    gate.change(claim::neverAccepted);
  }

  /** The service accepted the prediction, or may have: its task counts until it ends. */
  public void accepted(String taskUuid) {
    gate.change(() -> claim.accepted(taskUuid));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      gate.leave(claim);
    }
  }
}
