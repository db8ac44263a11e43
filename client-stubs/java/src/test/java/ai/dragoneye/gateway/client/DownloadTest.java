package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DownloadTest {
  @TempDir private Path directory;

  private Path old() throws IOException {
    return Files.writeString(directory.resolve("results.zip"), "what was there");
  }

  @Test
  void shouldWriteArchiveIntoFileAndReplaceWhatWasThere() throws IOException {
    Path file = old();
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedDownload());
        Dragoneye dragoneye = gateway.connect()) {
      DownloadedResults downloaded = dragoneye.results().download("task-1", file);

      assertThat(file).hasBinaryContent(ScriptedDownload.ARCHIVE);
      assertThat(directory).isDirectoryNotContaining("glob:**.part");
      assertThat(downloaded.header().getTaskId()).isEqualTo("task-1");
      assertThat(downloaded.completion().getSizeBytes()).isEqualTo(ScriptedDownload.ARCHIVE.length);
    }
  }

  @Test
  void shouldWriteArchiveIntoStream() {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedDownload());
        Dragoneye dragoneye = gateway.connect()) {
      dragoneye.results().download("task-1", target);

      assertThat(target.toByteArray()).isEqualTo(ScriptedDownload.ARCHIVE);
    }
  }

  @Test
  void shouldBeginAgainWhileNothingHasArrived() {
    ScriptedDownload archive = new ScriptedDownload().unavailable(2);
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (FakeGateway gateway = FakeGateway.serving(archive);
        Dragoneye dragoneye = gateway.connect()) {
      dragoneye.results().download("task-1", target);

      assertThat(target.toByteArray()).isEqualTo(ScriptedDownload.ARCHIVE);
      assertThat(archive.calls).hasValue(3);
    }
  }

  @Test
  void shouldBeginFileAgainAfterSomeHasArrived() throws IOException {
    ScriptedDownload archive = new ScriptedDownload().broken(3);
    Path file = old();
    try (FakeGateway gateway = FakeGateway.serving(archive);
        Dragoneye dragoneye = gateway.connectImpatiently()) {
      dragoneye.results().download("task-1", file);

      assertThat(file).hasBinaryContent(ScriptedDownload.ARCHIVE);
      assertThat(archive.calls).hasValue(4);
    }
  }

  @Test
  void shouldGiveUpFileThatKeepsBreaking() throws IOException {
    ScriptedDownload archive = new ScriptedDownload().broken(100);
    assertLeavesFileAlone(archive, GatewayUnavailableException.class);
    assertThat(archive.calls).hasValue(4);
  }

  @Test
  void shouldNotBeginStreamAgainAfterSomeHasArrived() {
    ScriptedDownload archive = new ScriptedDownload().broken(1);
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (FakeGateway gateway = FakeGateway.serving(archive);
        Dragoneye dragoneye = gateway.connectImpatiently()) {
      assertThatThrownBy(() -> dragoneye.results().download("task-1", target))
          .isInstanceOf(GatewayUnavailableException.class);
      assertThat(archive.calls).hasValue(1);
    }
  }

  @Test
  void shouldLeaveFileAloneWhenStreamIsCut() throws IOException {
    assertLeavesFileAlone(new ScriptedDownload().cut(), GatewayUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void shouldLeaveFileAloneWhenSizeOrChecksumIsWrong(int error) throws IOException {
    assertLeavesFileAlone(
        new ScriptedDownload().sizeError(error), PredictionTaskResultsUnavailableException.class);
    assertLeavesFileAlone(
        new ScriptedDownload().checksumError(error),
        PredictionTaskResultsUnavailableException.class);
  }

  private void assertLeavesFileAlone(
      ScriptedDownload archive, Class<? extends DragoneyeException> failure) throws IOException {
    Path file = old();
    try (FakeGateway gateway = FakeGateway.serving(archive);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.results().download("task-1", file)).isInstanceOf(failure);
    }
    assertThat(file).hasContent("what was there");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void shouldRefuseDirectoryAndMissingDirectoryBeforeAnyCall() {
    ScriptedDownload archive = new ScriptedDownload();
    Path nowhere = directory.resolve("missing").resolve("results.zip");
    try (FakeGateway gateway = FakeGateway.serving(archive);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.results().download("task-1", directory))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("The archive could not be written: " + directory + ": is a directory");
      assertThatThrownBy(() -> dragoneye.results().download("task-1", nowhere))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "The archive could not be written: " + nowhere.getParent() + ": no such directory");
      assertThat(archive.calls).hasValue(0);
    }
  }

  @Test
  void shouldSayThatTargetCannotBeWritten() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedDownload());
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.results().download("task-1", full))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("The archive could not be written: disk full");
    }
  }
}
