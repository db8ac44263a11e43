package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.simulator.archive.GeneratedArchives;
import ai.dragoneye.gateway.simulator.archive.ResultsArchive;
import ai.dragoneye.gateway.simulator.archive.ResultsSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives that are not what they should be. */
final class Archives {
  private static final GeneratedArchives WHOLE = new GeneratedArchives();

  private Archives() {}

  /** The first half, announced as if it were all. */
  static ResultsSource truncated() {
    return task -> {
      byte[] whole = WHOLE.archiveOf(task);
      return Optional.of(new ResultsArchive.InMemory(Arrays.copyOf(whole, whole.length / 2)));
    };
  }

  static ResultsSource withoutPredictions() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("readme.txt"));
      zip.write("Nothing here.".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] archive = bytes.toByteArray();
    return _ -> Optional.of(new ResultsArchive.InMemory(archive));
  }
}
