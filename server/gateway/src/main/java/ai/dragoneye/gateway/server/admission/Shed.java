package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.failure.Failure;
import java.time.Duration;
import java.util.Locale;

/** Why a call, or an image of a batch, is sent away: the limit that it met. */
public enum Shed {
  /** The caller begins too many calls per second. */
  CALLER_RATE(
      "admission.quota.requests_per_second",
      "this caller's calls per second are used up; send calls more slowly"),
  /** The caller has too many predictions under way. */
  CALLER_PREDICTIONS(
      "admission.quota.predictions",
      "this caller's concurrent predictions are used up; wait for one of them to end"),
  /** The caller has too many tasks that have not ended. */
  CALLER_TASKS(
      "admission.quota.tasks",
      "this caller's tasks in flight are used up; wait for one of them to end"),
  /** The caller has too much media on its way in. */
  CALLER_MEDIA(
      "admission.quota.media_bytes",
      "this caller's memory for media is used up; wait for one of its uploads to be stored"),
  /** The caller has too many streams. */
  CALLER_STREAMS(
      "admission.quota.streams", "this caller's concurrent streams are used up; end one of them"),
  /** The gateway has no place for another prediction. */
  PREDICTIONS("admission.predictions.max", "the gateway has no place left for a prediction"),
  /** The gateway has no memory for more media. */
  MEDIA("admission.media_bytes", "the gateway has no memory left for media"),
  /** The service upstream is not trusted with more predictions of this API key. */
  UPSTREAM(
      "admission.upstream.max",
      "Dragoneye is slow or refuses calls; the gateway sends it no more predictions for now"),
  /** The gateway has no place for another stream. */
  STREAMS("admission.max_streams", "the gateway has no place left for a stream"),
  /** The gateway has no place for another read. */
  READS("admission.max_reads", "the gateway has no place left for a read"),
  /** The gateway has no memory for more requests without media. */
  REQUESTS("admission.request_bytes", "the gateway has no memory left for requests");

  private final String key;
  private final String message;

  Shed(String key, String message) {
    this.key = key;
    this.message = message;
  }

  /** Whether it is the caller's own limit. */
  public boolean ofCaller() {
    return name().startsWith("CALLER_");
  }

  /** The setting that says where the limit is. */
  public String key() {
    return key;
  }

  /** A name for metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Failure failure(Duration retryAfter) {
    return ofCaller()
        ? new Failure.CallerQuotaExceeded(message, retryAfter)
        : new Failure.GatewayOverloaded(message + "; come back later", retryAfter);
  }
}
