package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadCommandTest {
  private static final String ARCHIVE = FakeResults.ARCHIVE.toStringUtf8();

  private final FakeGateway gateway = new FakeGateway();
  private final Cli cli = Cli.against(gateway);
  @TempDir private Path directory = Path.of("");

  @AfterEach
  void close() {
    gateway.close();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void shouldSaveWhereItWasTold() throws IOException {
    Path file = directory.resolve("r.zip");

    int exit = cli.run("download", "task-1", "--file", file.toString(), "--json");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(file).hasContent(ARCHIVE);
    assertThat(files()).containsExactly("r.zip");
    assertThat(cli.lines())
        .singleElement()
        .asString()
        .startsWith("{\"file\":\"" + file + "\",\"completion\":{\"size_bytes\":\"16\"");
  }

  @Test
  void shouldStayInTheDirectoryWhateverTheGatewayAndTheTaskAreCalled() throws IOException {
    Path inner = Files.createDirectory(directory.resolve("inner"));

    int exit = cli.run("download", "../../x", "--file", inner.toString());

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(files()).containsExactly("inner/_.._.._x.zip");
  }

  @Test
  void shouldNotOverwriteUnlessForced() {
    Path file = directory.resolve("r.zip");
    cli.run("download", "task-1", "--file", file.toString());

    int refused = cli.run("download", "task-1", "--file", file.toString());
    int forced = cli.run("download", "task-1", "--file", file.toString(), "--force");

    assertThat(refused).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.errors()).contains("exists already: --force replaces it");
    assertThat(forced).isZero();
  }

  @Test
  void shouldLeaveNothingBehindWhereTheArchiveIsDamaged() throws IOException {
    gateway.results.crc32c ^= 1;

    int exit = cli.run("download", "task-1", "--file", directory.resolve("r.zip").toString());

    assertThat(exit).isEqualTo(ExitCode.NOT_AVAILABLE.code());
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldLeaveWhatWasThereWhereTheDownloadBreaksOff() throws IOException {
    Path file = Files.writeString(directory.resolve("r.zip"), "old");
    gateway.results.failure = Statuses.of(Code.INTERNAL, "INTERNAL");

    int exit = cli.run("download", "task-1", "--file", file.toString(), "--force");

    assertThat(exit).isEqualTo(ExitCode.INTERNAL.code());
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly("r.zip");
  }

  @Test
  void shouldWriteToStandardOutput() {
    int exit = cli.run("download", "task-1", "--file", "-");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.output()).isEqualTo(ARCHIVE);
  }

  @Test
  void shouldEndQuietlyWhereNobodyReadsOn() {
    int exit = cli.runIntoClosedPipe("download", "task-1", "--file", "-");

    assertThat(exit).isEqualTo(ExitCode.CLOSED_PIPE.code());
    assertThat(cli.errors()).isEmpty();
  }
}
