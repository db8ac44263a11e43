package ai.dragoneye.gateway.server.config;

import org.jspecify.annotations.Nullable;

/**
 * What some callers may use, where that is not what all may; null for as all.
 *
 * @param predictions see {@link CallerQuota}
 * @param tasks see there
 * @param mediaBytes see there
 * @param streams see there
 * @param requestsPerSecond see there
 * @param burst see there
 */
public record QuotaOverride(
    @Nullable Integer predictions,
    @Nullable Integer tasks,
    @Nullable Long mediaBytes,
    @Nullable Integer streams,
    @Nullable Integer requestsPerSecond,
    @Nullable Integer burst) {

  /** What the callers may use, of what all may. */
  public CallerQuota over(CallerQuota all) {
    return new CallerQuota(
        or(predictions, all.predictions()),
        or(tasks, all.tasks()),
        mediaBytes == null ? all.mediaBytes() : mediaBytes,
        or(streams, all.streams()),
        or(requestsPerSecond, all.requestsPerSecond()),
        or(burst, all.burst()));
  }

  private static int or(@Nullable Integer own, int all) {
    return own == null ? all : own;
  }
}
