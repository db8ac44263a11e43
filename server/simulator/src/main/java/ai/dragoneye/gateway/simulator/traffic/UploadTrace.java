package ai.dragoneye.gateway.simulator.traffic;

import ai.dragoneye.gateway.simulator.traffic.UploadTraffic.Outcome;

/** The live record of one upload. Thread-safe; a change after the end only counts bytes. */
public final class UploadTrace {
  private final long contentLength;
  private long bodyBytes;
  private long mediaBytes;
  private boolean closingBoundarySeen;
  private Outcome outcome = Outcome.RECEIVING;
  private String mediaSha256 = "";

  UploadTrace(long contentLength) {
    this.contentLength = contentLength;
  }

  /** Notes bytes of the request body. */
  public synchronized void bodyReceived(long bytes) {
    bodyBytes += bytes;
  }

  /** Notes bytes of the media itself. */
  public synchronized void mediaReceived(long bytes) {
    mediaBytes += bytes;
  }

  /** Notes that the sender closed the multipart body. */
  public synchronized void closingBoundarySeen() {
    closingBoundarySeen = true;
  }

  /** Ends the upload as stored. */
  public synchronized void stored(String sha256) {
    if (outcome == Outcome.RECEIVING) {
      outcome = Outcome.STORED;
      mediaSha256 = sha256;
    }
  }

  /** Ends the upload with nothing kept. */
  public synchronized void ended(Outcome how) {
    if (outcome == Outcome.RECEIVING) {
      outcome = how;
    }
  }

  synchronized UploadTraffic snapshot() {
    return new UploadTraffic(
        contentLength, bodyBytes, mediaBytes, closingBoundarySeen, outcome, mediaSha256);
  }
}
