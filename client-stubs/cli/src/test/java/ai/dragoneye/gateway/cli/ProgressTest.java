package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  private static final long MIB = 1024 * 1024;

  private final StringWriter err = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();
  @TempDir private Path directory = Path.of("");

  private Progress progress(boolean shown) {
    return new Progress(new PrintWriter(err), shown, nanos::get);
  }

  @Test
  void shouldDrawABarAndTakeItAway() {
    try (Progress progress = progress(true)) {
      progress.sent(MIB, OptionalLong.of(4 * MIB));
    }

    assertThat(err.toString())
        .isEqualTo("\r\u001b[Ksending [######------------------]  25 % of 4.0 MiB\r\u001b[K");
  }

  @Test
  void shouldDrawTenTimesASecondAtMost() {
    try (Progress progress = progress(true)) {
      progress.sent(1, OptionalLong.empty());
      nanos.addAndGet(99_000_000);
      progress.sent(2, OptionalLong.empty());
      nanos.addAndGet(1_000_000);
      progress.sent(3, OptionalLong.empty());
    }

    assertThat(err.toString()).contains("sending 1 B", "sending 3 B").doesNotContain("sending 2 B");
  }

  @Test
  void shouldPrintNothingWhereNobodyWatches() {
    try (Progress progress = progress(false)) {
      progress.sent(1, OptionalLong.of(1));
      progress.doing("predicting");
      progress.note("task accepted");
    }

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldShowProgressOnlyOnATerminal() throws IOException {
    Path file = Files.writeString(directory.resolve("a.mp4"), "x");
    try (FakeGateway gateway = new FakeGateway()) {
      Cli piped = Cli.against(gateway);
      Cli watched = Cli.against(gateway).watched();

      piped.run("predict-video", file.toString(), "-m", "m");
      watched.run("predict-video", file.toString(), "-m", "m");

      assertThat(piped.errors()).isEmpty();
      assertThat(watched.errors()).contains("task task-1 accepted").endsWith("\r\u001b[K");
      assertThat(watched.output()).isEqualTo(piped.output());
    }
  }
}
