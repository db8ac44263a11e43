package ai.dragoneye.gateway.upstream;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a step that is over.
 *
 * @param step what was attempted
 * @param key whose key was sent, or null where none was
 * @param result how it ended
 * @param httpStatus the status that made it fail, or null where it did not, or there was none
 * @param time how long it took
 */
public record UpstreamAttempt(
    UpstreamStep step,
    @Nullable KeyHash key,
    Result result,
    @Nullable Integer httpStatus,
    Duration time) {

  /** How an attempt ended. */
  public enum Result {
    OK,
    /** 429: the key, or everybody, is to slow down. */
    RATE_LIMITED,
    /** No answer, or one of 5xx. */
    UNAVAILABLE,
    /** 401 or 403. */
    CREDENTIALS_REJECTED,
    /** Any other refusal, the gateway's own checks of media and results included. */
    REFUSED,
    /** Nobody waits for it any more. */
    CANCELLED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The name in lower case. */
    public String word() {
      return word;
    }

    /** What {@code failure} means for the attempt that ended with it. */
    public static Result of(UpstreamFailure failure) {
      return switch (failure) {
        case UpstreamFailure.RateLimited _ -> RATE_LIMITED;
        case UpstreamFailure.CredentialsRejected _ -> CREDENTIALS_REJECTED;
        case UpstreamFailure.BeginUnavailable _,
            UpstreamFailure.UploadFailed _,
            UpstreamFailure.PredictUnavailable _,
            UpstreamFailure.Unavailable _ ->
            UNAVAILABLE;
        default -> REFUSED;
      };
    }
  }
}
