package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.failure.Failure;
import java.time.Duration;
import java.util.Locale;

/** Why a call, or an image of a batch, is sent away: the limit that it met. */
public enum Shed {
  /** The caller begins too many calls per second. */
  CALLER_RATE("this caller's calls per second are used up; send calls more slowly"),
  /** The caller has too many predictions under way. */
  CALLER_PREDICTIONS(
      "this caller's concurrent predictions are used up; wait for one of them to end"),
  /** The caller has too many tasks that have not ended. */
  CALLER_TASKS("this caller's tasks in flight are used up; wait for one of them to end"),
  /** The caller has too much media on its way in. */
  CALLER_MEDIA(
      "this caller's memory for media is used up; wait for one of its uploads to be stored"),
  /** The caller has too many streams. */
  CALLER_STREAMS("this caller's concurrent streams are used up; end one of them"),
  /** The gateway has no place for another prediction. */
  PREDICTIONS("the gateway has no place left for a prediction"),
  /** The gateway has no memory for more media. */
  MEDIA("the gateway has no memory left for media"),
  /** The service upstream is not trusted with more predictions of this API key. */
  UPSTREAM("Dragoneye is slow or refuses calls; the gateway sends it no more predictions for now"),
  /** The gateway has no place for another stream. */
  STREAMS("the gateway has no place left for a stream"),
  /** The gateway has no place for another read. */
  READS("the gateway has no place left for a read"),
  /** The gateway has no memory for more requests without media. */
  REQUESTS("the gateway has no memory left for requests");

  private final String message;

  Shed(String message) {
    this.message = message;
  }

  /** Whether it is the caller's own limit. */
  public boolean ofCaller() {
    return name().startsWith("CALLER_");
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
