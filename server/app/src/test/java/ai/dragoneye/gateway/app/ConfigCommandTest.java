package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("gateway.yaml");
    Files.writeString(
        file,
        """
        media:
          window_bytes: 2MiB
        upstream:
          network:
            proxy: http://me:secret@proxy:3128
        """);
  }

  private int run(String... arguments) {
    return App.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void shouldCheckAFileAwayFromItsKeyAndFiles() throws IOException {
    // given
    Files.writeString(file, "authentication: { tokens_file: /not/there }");

    // when
    int exit = run("config", "check", "--no-files", file.toString());

    // then
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .isEqualTo(
            file
                + " is valid; not checked: API key and files, memory (give --heap)"
                + System.lineSeparator());
  }

  @Test
  void shouldCheckKeyFilesAndMemory() throws IOException {
    // given
    writeKey();

    // when
    int exit = run("config", "check", "--heap", "512MiB", file.toString());

    // then
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString()).isEqualTo(file + " is valid" + System.lineSeparator());
  }

  @Test
  void shouldSayWhichFileIsMissing() throws IOException {
    // given
    writeKey();
    Files.writeString(
        file, "authentication: { tokens_file: /not/there }", StandardOpenOption.APPEND);

    // when
    int exit = run("config", "check", file.toString());

    // then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "gateway: authentication.tokens_file: /not/there cannot be read (NoSuchFileException);"
                + " check path and rights");
  }

  @ParameterizedTest
  @CsvSource({
    "128MiB, 512MiB, the heap is 128 MiB; lower them or raise -Xmx",
    "512MiB, 64MiB, direct memory is 64 MiB; lower them or raise -XX:MaxDirectMemorySize"
  })
  void shouldSayThatTheBudgetsDoNotFitTheMemory(String heap, String direct, String told) {
    // when
    int exit =
        run(
            "config",
            "check",
            "--no-files",
            "--heap",
            heap,
            "--direct-memory",
            direct,
            file.toString());

    // then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().strip()).hasLineCount(1).endsWith(told);
  }

  @Test
  void shouldRefuseMemoryThatItCannotMakeSenseOf() {
    assertThat(run("config", "check", "--heap", "512m", file.toString())).isEqualTo(2);
    assertThat(run("config", "check", "--direct-memory", "512MiB", file.toString())).isEqualTo(1);
  }

  private void writeKey() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "test-key");
    Files.writeString(file, "upstream: { api_key_file: " + key + " }\n");
  }

  @Test
  void shouldSayInALineWhatIsWrong() throws IOException {
    // given
    Files.writeString(file, "media:\n  window_bytes: 2MB\n");

    // when
    int exit = run("config", "check", file.toString());

    // then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "gateway: "
                + file
                + ":2: media.window_bytes must be a size such as 4096, 64KiB, 8MiB or 2GiB");
  }

  @Test
  void shouldPrintAllSettingsWithoutSecrets() {
    // when
    int exit = run("config", "print", "--config", file.toString());

    // then
    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("window_bytes: 2MiB", "max_idle: 20s", "http://hidden@proxy:3128")
        .doesNotContain("secret");
  }

  @Test
  void shouldAskForACommand() {
    assertThat(run("config")).isEqualTo(2);
    assertThat(err.toString()).contains("check or print");
  }
}
