package ai.dragoneye.gateway.server.admission;

import org.jspecify.annotations.Nullable;

/** A claim on one of some places. Guarded by the queue it is for. */
final class Places implements FairQueue.Claim {
  private int free;

  Places(int free) {
    this.free = free;
  }

  @Override
  public @Nullable Shed take() {
    if (free == 0) {
      return Shed.PREDICTIONS;
    }
    free--;
    return null;
  }

  @Override
  public void giveBack() {
    free++;
  }
}
