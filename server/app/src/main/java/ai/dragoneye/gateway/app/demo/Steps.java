package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.cli.view.PrintableText;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells a person what happens and when, a line at a time. Thread-safe. */
final class Steps {
  private final PrintWriter out;
  private final long startedNanos = System.nanoTime();

  Steps(PrintWriter out) {
    this.out = out;
  }

  /** The text may come from outside. */
  synchronized void tell(String step, String text) {
    long millis = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    out.printf("%-10s %s [%d ms]%n", step, PrintableText.line(text), millis);
    out.flush();
  }

  /** Leaves a line blank. */
  synchronized void gap() {
    out.println();
    out.flush();
  }
}
