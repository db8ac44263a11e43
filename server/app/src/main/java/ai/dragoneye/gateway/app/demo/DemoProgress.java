package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.app.LocalService;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/** Tells a person how far the prediction is, a line at a time. Thread-safe. */
final class DemoProgress {
  private static final long MIN_SHARE_PERCENT = 25;

  private final PrintWriter out;
  private final long startedNanos = System.nanoTime();
  private long sizeBytes;
  private long lastPercent;

  DemoProgress(PrintWriter out) {
    this.out = out;
  }

  synchronized void serving(LocalService service) {
    line("upstream", service.upstream());
    line("gateway", service.address());
  }

  synchronized void sending(Path source, long bytes, String model) {
    sizeBytes = bytes;
    line("sending", source.getFileName() + ", " + bytes + " bytes, to " + model);
  }

  /** Reports each quarter of the media once. */
  synchronized void sent(long bytes) {
    long percent = sizeBytes == 0 ? 100 : bytes * 100 / sizeBytes;
    if (percent / MIN_SHARE_PERCENT > lastPercent / MIN_SHARE_PERCENT) {
      lastPercent = percent;
      line("sent", bytes + " bytes (" + percent + " %)");
    }
  }

  synchronized void accepted(String taskId) {
    line("accepted", "task " + taskId + ", waiting for the prediction");
  }

  synchronized void predicted(int objects) {
    line("predicted", objects + " objects");
    out.println();
    out.flush();
  }

  private void line(String step, String text) {
    long millis = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    out.printf("%-10s %s [%d ms]%n", step, text, millis);
    out.flush();
  }
}
