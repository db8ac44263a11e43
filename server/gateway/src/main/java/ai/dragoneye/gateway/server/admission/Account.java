package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.config.CallerQuota;
import org.jspecify.annotations.Nullable;

/** What one caller uses. Guarded by its owner. */
final class Account {
  private int predictions;
  private int tasks;
  private long mediaBytes;

  /** Which quota would be exceeded by that much more, or null. */
  @Nullable Shed missing(CallerQuota quota, int morePredictions, long moreBytes) {
    if (exceeds(predictions + (long) morePredictions, quota.predictions())) {
      return Shed.CALLER_PREDICTIONS;
    }
    if (exceeds(tasks + (long) morePredictions, quota.tasks())) {
      return Shed.CALLER_TASKS;
    }
    return exceeds(mediaBytes + moreBytes, quota.mediaBytes()) ? Shed.CALLER_MEDIA : null;
  }

  private static boolean exceeds(long used, long quota) {
    return quota > 0 && used > quota;
  }

  void addPredictions(int count) {
    predictions += count;
  }

  void addTasks(int count) {
    tasks += count;
  }

  void addMedia(long bytes) {
    mediaBytes += bytes;
  }

  boolean idle() {
    return predictions == 0 && tasks == 0 && mediaBytes == 0;
  }
}
