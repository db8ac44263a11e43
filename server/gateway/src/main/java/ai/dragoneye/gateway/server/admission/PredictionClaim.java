package ai.dragoneye.gateway.server.admission;

import org.jspecify.annotations.Nullable;

/** What a prediction, or a batch of them, holds of the gateway. Guarded by the gate. */
final class PredictionClaim implements FairQueue.Claim {
  private final PredictionGate gate;
  private final Party party;
  private final Kind kind;
  private long mediaBytes;
  private @Nullable String acceptedTask;
  private boolean over;

  /** What it is for. */
  enum Kind {
    /** A call that predicts one media. */
    CALL(1, false),
    /** A call that predicts many. */
    BATCH(0, false),
    /** One of these. */
    IMAGE(1, true);

    private final int predictions;
    private final boolean waitsForQuota;

    Kind(int predictions, boolean waitsForQuota) {
      this.predictions = predictions;
      this.waitsForQuota = waitsForQuota;
    }
  }

  PredictionClaim(PredictionGate gate, Party party, Kind kind, long mediaBytes) {
    this.gate = gate;
    this.party = party;
    this.kind = kind;
    this.mediaBytes = mediaBytes;
  }

  Party party() {
    return party;
  }

  @Override
  public boolean waitsForQuota() {
    return kind.waitsForQuota;
  }

  @Override
  public @Nullable Shed take() {
    return gate.take(party, kind.predictions, mediaBytes);
  }

  @Override
  public void giveBack() {
    gate.add(party, -kind.predictions, -mediaBytes);
    if (acceptedTask == null) {
      gate.addTasks(party.caller(), -kind.predictions);
    }
    mediaBytes = 0;
    over = true;
  }

  /** Keeps no more than that. */
  void keepMedia(long bytes) {
    long less = Math.max(0, mediaBytes - bytes);
    gate.add(party, 0, -less);
    mediaBytes -= less;
  }

  void accepted(String taskUuid) {
    if (!over && acceptedTask == null && gate.accepted(taskUuid, party.caller())) {
      acceptedTask = taskUuid;
    }
  }

  /** Unless the task has ended, and thus was accepted. */
  void neverAccepted() {
    if (!over && acceptedTask != null && gate.notAccepted(acceptedTask)) {
      acceptedTask = null;
    }
  }
}
