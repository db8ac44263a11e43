package ai.dragoneye.gateway.simulator.traffic;

/**
 * One attempt to upload a task's media.
 *
 * @param contentLength the declared length of the body in bytes, -1 when none was declared
 * @param bodyBytes bytes of the body that arrived, those after an early answer included
 * @param mediaBytes bytes of the part {@code file} that arrived before the upload ended
 * @param closingBoundarySeen whether the multipart body was closed by its sender
 * @param outcome how it ended
 * @param mediaSha256 lower-case hex digest of the media, empty unless the outcome is STORED
 */
public record UploadTraffic(
    long contentLength,
    long bodyBytes,
    long mediaBytes,
    boolean closingBoundarySeen,
    Outcome outcome,
    String mediaSha256) {

  /** How an upload ended. */
  public enum Outcome {
    /** Bytes are still expected. */
    RECEIVING,
    /** The store keeps the media. */
    STORED,
    /** The store answered with an error and kept nothing. */
    REFUSED,
    /** The sender's connection ended first; nothing was kept. */
    ABORTED
  }
}
