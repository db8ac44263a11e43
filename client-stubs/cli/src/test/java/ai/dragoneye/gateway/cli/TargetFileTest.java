package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFileTest {
  private static final TargetFile.Content<String> NEW =
      out -> {
        out.write("new".getBytes(StandardCharsets.UTF_8));
        return "told";
      };

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "../../x, _.._.._x",
    "/etc/passwd, _etc_passwd",
    "a\\b:c, a_b_c",
    ".., _..",
    ".bashrc, _.bashrc",
    "'', _",
    "plain-1.zip, plain-1.zip"
  })
  void shouldMakeOnePlainNameOfAnything(String name, String expected) {
    assertThat(TargetFile.plain(name)).isEqualTo(expected);
  }

  @Test
  void shouldReplaceALinkAndNeverFollowIt() throws IOException {
    Path victim = Files.writeString(directory.resolve("victim"), "precious");
    Path link = Files.createSymbolicLink(directory.resolve("link"), victim);

    String told = TargetFile.at(link, "name", ".x", true).write(NEW);

    assertThat(told).isEqualTo("told");
    assertThat(victim).hasContent("precious");
    assertThat(link).hasContent("new").isRegularFile();
    assertThat(Files.isSymbolicLink(link)).isFalse();
  }

  @Test
  void shouldTakeADanglingLinkForAFileThatExists() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));

    assertThatThrownBy(() -> TargetFile.at(link, "name", ".x", false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("exists already");
    assertThat(directory.resolve("nowhere")).doesNotExist();
  }

  @Test
  void shouldNotReplaceAFileThatCameMeanwhile() throws IOException {
    Path path = directory.resolve("r.zip");
    TargetFile target = TargetFile.at(path, "name", ".x", false);
    Files.writeString(path, "theirs");

    assertThatThrownBy(() -> target.write(NEW)).isInstanceOf(FileAlreadyExistsException.class);

    assertThat(path).hasContent("theirs");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void shouldLeaveNothingBehindWhereWritingFails() {
    TargetFile target = TargetFile.at(directory.resolve("r.zip"), "name", ".x", false);

    assertThatThrownBy(
            () ->
                target.write(
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLeaveNothingBehindWhereTheFileCannotBePutInItsPlace(boolean replace) {
    TargetFile target = TargetFile.at(directory.resolve("r.zip"), "name", ".x", replace);

    assertThatThrownBy(() -> target.write(out -> removeAllIn(directory)))
        .isInstanceOf(NoSuchFileException.class);

    assertThat(directory).isEmptyDirectory();
  }

  private static int removeAllIn(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      int removed = 0;
      for (Path file : files) {
        Files.delete(file);
        removed++;
      }
      return removed;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotReplaceWhatIsNoRegularFile(boolean replace) throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path link = Files.createSymbolicLink(directory.resolve("link"), pipe);

    for (Path place : List.of(pipe, link)) {
      assertThatThrownBy(() -> TargetFile.at(place, "name", ".x", replace))
          .isInstanceOf(UsageException.class)
          .hasMessage(place + " is no regular file");
    }
  }

  @Test
  void shouldCutALongNameButNotItsSuffix() {
    TargetFile target = TargetFile.at(directory, "n".repeat(512), ".zip", false);

    assertThat(target.path()).hasFileName("n".repeat(200) + ".zip");
  }

  @Test
  void shouldNameAMissingDirectory() {
    assertThatThrownBy(() -> TargetFile.at(directory.resolve("no/r.zip"), "name", ".x", false))
        .hasMessage("There is no directory " + directory.resolve("no"));
  }
}
