package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.telemetry.CallTrack;
import org.jspecify.annotations.Nullable;

/** What the images of a batch mean for its call: whether the service was asked to predict any. */
final class BatchStanding {
  private final Standing call;
  private final CallTrack track;
  private int accepted;
  private int doubtful;

  BatchStanding(CallContext call) {
    this.call = call.standing();
    this.track = call.track();
  }

  /** Where one more image stands. */
  Standing ofImage() {
    Standing image = new Standing(track.image(), this::moved);
    image.predictSent(PredictSent.NO);
    return image;
  }

  private synchronized void moved(@Nullable PredictSent before, PredictSent now) {
    doubtful += count(now, PredictSent.UNKNOWN) - count(before, PredictSent.UNKNOWN);
    accepted += count(now, PredictSent.YES) - count(before, PredictSent.YES);
    if (accepted > 0) {
      call.predictSent(PredictSent.YES);
    } else {
      call.predictSent(doubtful > 0 ? PredictSent.UNKNOWN : PredictSent.NO);
    }
  }

  private static int count(@Nullable PredictSent sent, PredictSent counted) {
    return sent == counted ? 1 : 0;
  }
}
