package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure.NoRoom;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsTooLarge;
import org.jspecify.annotations.Nullable;

/** The ways in which a result fails to decode. */
final class Faults {
  private Faults() {}

  static UpstreamException corrupt(String message) {
    return corrupt(message, null);
  }

  static UpstreamException corrupt(String message, @Nullable Throwable cause) {
    return new UpstreamException(new ResultsCorrupt(message), cause);
  }

  /**
   * For example: {@code predictions.parquet: 11 rows exceed the bound of 10
   * (upstream.results.bounds.rows)}.
   *
   * @param what the bound: its key in the configuration, with spaces
   */
  static UpstreamException tooLarge(String where, long actual, String what, long bound) {
    return new UpstreamException(
        new ResultsTooLarge(
            "%s: %d %s exceed the bound of %d (upstream.results.bounds.%s)"
                .formatted(where, actual, what, bound, what.replace(' ', '_'))));
  }

  static UpstreamException tooLargeForMemory(String where, long bytes, long most) {
    return new UpstreamException(
        new ResultsTooLarge(
            "%s: %d bytes to decode with exceed the bound of %d (upstream.results.decode_memory_bytes)"
                .formatted(where, bytes, most)));
  }

  static UpstreamException decodeMemoryFull() {
    return new UpstreamException(
        new NoRoom(
            "The gateway has no memory left to decode this result in"
                + " (upstream.results.decode_memory_bytes)",
            null));
  }
}
