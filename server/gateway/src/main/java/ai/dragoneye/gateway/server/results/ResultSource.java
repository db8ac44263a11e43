package ai.dragoneye.gateway.server.results;

/** A result as a stream has it: headers, then elements in parts. */
interface ResultSource {
  StreamKind kind();

  /** The headers; the caller closes them. */
  Headers<?> headers();

  /**
   * The elements that pass; the caller closes them.
   *
   * @param start index of the first one to read
   * @throws ai.dragoneye.gateway.server.failure.FailureException with ResumeTokenStale where the
   *     result has not that many
   */
  Elements elements(long start) throws InterruptedException;
}
