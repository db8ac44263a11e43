package ai.dragoneye.gateway.simulator.media;

/** What is kept of uploaded media. */
public enum Keeping {
  /** The SHA-256 of all bytes. */
  DIGEST,
  /**
   * The SHA-256 of the first MiB and the length, for benchmarks: digesting all would cost as much
   * as receiving.
   */
  SAMPLED_DIGEST,
  /** The SHA-256 and all bytes, in memory. */
  CONTENT
}
