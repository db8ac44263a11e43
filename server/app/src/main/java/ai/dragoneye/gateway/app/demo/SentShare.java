package ai.dragoneye.gateway.app.demo;

/** Tells each quarter of the media once, at most. Not for several threads. */
final class SentShare {
  private static final long QUARTER_PERCENT = 25;

  private final Steps steps;
  private final String step;
  private long toldPercent;

  SentShare(Steps steps, String step) {
    this.steps = steps;
    this.step = step;
  }

  void reached(long bytes, long totalBytes) {
    long percent = totalBytes == 0 ? 100 : bytes * 100 / totalBytes;
    if (percent / QUARTER_PERCENT > toldPercent / QUARTER_PERCENT) {
      toldPercent = percent;
      steps.tell(step, bytes + " bytes (" + percent + " %)");
    }
  }
}
