package ai.dragoneye.gateway.server.config;

/**
 * What one caller may use of a replica; 0 stands for no limit of its own.
 *
 * @param predictions at a time, the images of batches one by one
 * @param tasks accepted by the service and not known to have ended
 * @param mediaBytes memory reserved for media on its way in
 * @param streams of statuses and results at a time
 * @param requestsPerSecond calls begun, on the average
 * @param burst calls begun at once after a pause; 0 for as many as in one second
 */
public record CallerQuota(
    int predictions, int tasks, long mediaBytes, int streams, int requestsPerSecond, int burst) {
  /** No limits. */
  public static final CallerQuota NONE = new CallerQuota(0, 0, 0, 0, 0, 0);

  public CallerQuota {
    Require.that(predictions >= 0, "predictions", "must not be negative");
    Require.that(tasks >= 0, "tasks", "must not be negative");
    Require.that(mediaBytes >= 0, "media_bytes", "must not be negative");
    Require.that(streams >= 0, "streams", "must not be negative");
    Require.that(requestsPerSecond >= 0, "requests_per_second", "must not be negative");
    Require.that(burst >= 0, "burst", "must not be negative");
  }

  /** Calls that may begin at once after a pause. */
  public int effectiveBurst() {
    return burst == 0 ? Math.max(1, requestsPerSecond) : burst;
  }
}
