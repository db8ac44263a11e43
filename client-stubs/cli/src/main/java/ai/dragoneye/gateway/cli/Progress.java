package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.Environment.Trait;
import ai.dragoneye.gateway.cli.view.PrintableText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that says how far a command is; nothing at all where standard error is no
 * terminal. Thread-safe.
 */
final class Progress implements AutoCloseable {
  private static final long MIN_NANOS_BETWEEN = 100_000_000;
  private static final int BAR_CELLS = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean shown;
  private final LongSupplier nanoTime;
  private String last = "";
  private long drawnNanos;

  Progress(Environment environment) {
    this(environment.err(), environment.has(Trait.WATCHED), System::nanoTime);
  }

  Progress(PrintWriter err, boolean shown, LongSupplier nanoTime) {
    this.err = err;
    this.shown = shown;
    this.nanoTime = nanoTime;
    this.drawnNanos = nanoTime.getAsLong() - MIN_NANOS_BETWEEN;
  }

  /** Bytes of the media are on their way. */
  void sent(long bytes, OptionalLong total) {
    boolean complete = total.isPresent() && bytes >= total.getAsLong();
    if (complete || due()) {
      draw(total.isPresent() ? bar(bytes, total.getAsLong()) : "sending " + size(bytes));
    }
  }

  /** Bytes of an archive came in. */
  void received(long bytes) {
    if (due()) {
      draw("downloading " + size(bytes));
    }
  }

  /** Something else is going on. */
  void doing(String what) {
    draw(PrintableText.line(what));
  }

  /** Says something that stays on the terminal. */
  synchronized void note(String line) {
    if (shown) {
      hide();
      err.println(PrintableText.line(line));
      err.flush();
    }
  }

  /** Prints something else, undisturbed. */
  synchronized void aside(Printing printing) throws IOException {
    hide();
    printing.print();
  }

  /** Takes the line away, so that something else can be printed. */
  synchronized void hide() {
    if (!last.isEmpty()) {
      last = "";
      err.print(CLEAR);
      err.flush();
    }
  }

  @Override
  public void close() {
    hide();
  }

  private synchronized boolean due() {
    return nanoTime.getAsLong() - drawnNanos >= MIN_NANOS_BETWEEN;
  }

  private synchronized void draw(String line) {
    if (shown && !line.equals(last)) {
      last = line;
      drawnNanos = nanoTime.getAsLong();
      err.print(CLEAR + line);
      err.flush();
    }
  }

  private static String bar(long bytes, long total) {
    double share = total == 0 ? 1 : Math.min(1, (double) bytes / total);
    int filled = (int) (share * BAR_CELLS);
    return String.format(
        Locale.ROOT,
        "sending [%s%s] %3d %% of %s",
        "#".repeat(filled),
        "-".repeat(BAR_CELLS - filled),
        (int) (share * 100),
        size(total));
  }

  private static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes / 1024.0;
    String units = "KMGTPE";
    int unit = 0;
    while (value >= 1024 && unit < units.length() - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %siB", value, units.charAt(unit));
  }

  /** Prints to another stream. */
  @FunctionalInterface
  interface Printing {
    void print() throws IOException;
  }
}
