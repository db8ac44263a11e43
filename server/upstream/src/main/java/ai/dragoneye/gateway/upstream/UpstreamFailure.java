package ai.dragoneye.gateway.upstream;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong between the gateway and the Dragoneye service or its object store:
 * immutable and free of any transport. Text that came from outside is already cut to 512 bytes and
 * stripped of control characters.
 */
public sealed interface UpstreamFailure {
  /** What happened and what to do about it, for people. */
  String message();

  /** The HTTP status that caused it, or null where there was none. */
  default @Nullable Integer httpStatus() {
    return null;
  }

  /** When to come back, where the other side or the retry arithmetic said so, or null. */
  default @Nullable Duration retryAfter() {
    return null;
  }

  /** Begin answered 4xx. */
  record BeginRejected(String message, Integer httpStatus) implements UpstreamFailure {}

  /** Begin could not be reached or answered 5xx, after retries. */
  record BeginUnavailable(
      String message, @Nullable Integer httpStatus, @Nullable Duration retryAfter)
      implements UpstreamFailure {}

  /** The object store could not be reached, broke off or answered 5xx. */
  record UploadFailed(String message, @Nullable Integer httpStatus) implements UpstreamFailure {}

  /**
   * The object store refused the form, or the form leads where uploads may not go.
   *
   * @param httpStatus the store's answer, or null where it was not asked
   * @param storeCode the Code of its XML, or null
   */
  record UploadRejected(String message, @Nullable Integer httpStatus, @Nullable String storeCode)
      implements UpstreamFailure {
    private static final Set<String> CODES_OF_EXPIRED_FORMS =
        Set.of("AccessDenied", "ExpiredToken", "RequestExpired");

    /**
     * Whether the form may only have expired. Stores do not tell that from a form that forbids this
     * media: both are AccessDenied to most of them.
     */
    public boolean freshFormMayHelp() {
      return storeCode != null && CODES_OF_EXPIRED_FORMS.contains(storeCode);
    }
  }

  /** The media is larger than the object store, or the spool, takes. */
  record MediaTooLarge(String message, @Nullable Integer httpStatus, @Nullable String storeCode)
      implements UpstreamFailure {}

  /** The gateway's own room for media or results is in use by other calls at the moment. */
  record NoRoom(String message, @Nullable Duration retryAfter) implements UpstreamFailure {}

  /** The media has another CRC-32C than declared; nothing was stored. */
  record ChecksumMismatch(String message, int declared, int received) implements UpstreamFailure {}

  /** The media has another size in bytes than declared; nothing was stored. */
  record SizeMismatch(String message, long declared, long received) implements UpstreamFailure {
    /** Of media of which at least {@code received} bytes came. */
    public static SizeMismatch between(long declared, long received) {
      String message =
          received > declared
              ? "The media is larger than the declared %d bytes".formatted(declared)
              : "The media has %d bytes, not the declared %d".formatted(received, declared);
      return new SizeMismatch(message, declared, received);
    }
  }

  /** Predict answered 4xx. */
  record PredictRejected(String message, Integer httpStatus) implements UpstreamFailure {}

  /**
   * Predict could not be reached or answered 5xx.
   *
   * @param maybeSent whether the service may have accepted it all the same
   */
  record PredictUnavailable(String message, @Nullable Integer httpStatus, boolean maybeSent)
      implements UpstreamFailure {}

  /** Results answered 400: not there, or not yet. */
  record ResultsUnavailable(String message, Integer httpStatus, @Nullable Duration retryAfter)
      implements UpstreamFailure {}

  /** The archive, a parquet file in it or a header of the answer is broken or missing. */
  record ResultsCorrupt(String message) implements UpstreamFailure {}

  /** The archive exceeds a bound; the message names it. */
  record ResultsTooLarge(String message) implements UpstreamFailure {}

  /** Status or results could not be reached or answered 5xx, after retries. */
  record Unavailable(String message, @Nullable Integer httpStatus, @Nullable Duration retryAfter)
      implements UpstreamFailure {}

  /** There is no such task for this key. */
  record TaskNotFound(String message, Integer httpStatus) implements UpstreamFailure {}

  /** The service answered 429 for longer than the retry settings allow. */
  record RateLimited(String message, Integer httpStatus, @Nullable Duration retryAfter)
      implements UpstreamFailure {}

  /** The service answered 401 or 403: it does not take this key. */
  record CredentialsRejected(String message, Integer httpStatus) implements UpstreamFailure {}
}
