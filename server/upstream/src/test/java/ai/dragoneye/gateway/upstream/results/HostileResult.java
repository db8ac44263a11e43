package ai.dragoneye.gateway.upstream.results;

import java.util.function.Supplier;

/**
 * A result made to do harm, or to be read as two things.
 *
 * @param kind what is wrong with it
 * @param verdict what has to come of it
 * @param reason what the failure's message has to hold; nothing where it is read
 * @param archive makes it, the same each time
 */
record HostileResult(String kind, Verdict verdict, String reason, Supplier<byte[]> archive) {
  enum Verdict {
    /** What is odd about it does no harm. */
    READ,
    RESULTS_CORRUPT,
    RESULTS_TOO_LARGE
  }

  static HostileResult read(String kind, Supplier<byte[]> archive) {
    return new HostileResult(kind, Verdict.READ, "", archive);
  }

  static HostileResult corrupt(String kind, String reason, Supplier<byte[]> archive) {
    return new HostileResult(kind, Verdict.RESULTS_CORRUPT, reason, archive);
  }

  /**
   * @param bound the key of the bound under upstream.results
   */
  static HostileResult tooLarge(String kind, String bound, Supplier<byte[]> archive) {
    return new HostileResult(
        kind, Verdict.RESULTS_TOO_LARGE, "(upstream.results." + bound + ")", archive);
  }
}
