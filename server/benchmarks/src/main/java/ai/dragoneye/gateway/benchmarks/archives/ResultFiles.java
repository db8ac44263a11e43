package ai.dragoneye.gateway.benchmarks.archives;

import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A result on disk.
 *
 * @param archive the ZIP, as the service answers it
 * @param predictions the parquet file in it, for those who read no ZIP
 */
public record ResultFiles(Path archive, Path predictions) {
  private static final String PREDICTIONS = "predictions.parquet";

  /** Generates a result unless a run before did. */
  public static ResultFiles of(ResultShape shape, Path directory) throws IOException {
    Files.createDirectories(directory);
    ResultFiles files =
        new ResultFiles(
            directory.resolve(shape.caseName() + ".zip"),
            directory.resolve(shape.caseName() + ".parquet"));
    if (!Files.exists(files.predictions)) {
      Predictions predictions = new Predictions(new Tracks(shape), Optional.empty());
      Files.write(files.archive, ArchiveWriter.write(predictions));
      files.unpack();
    }
    return files;
  }

  /** How large it is. */
  public String description() throws IOException {
    return String.format(Locale.ROOT, "%.3g MB compressed", Files.size(archive) / 1e6);
  }

  private void unpack() throws IOException {
    Path unfinished = predictions.resolveSibling(predictions.getFileName() + ".part");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Files.copy(
          zip.getInputStream(new ZipEntry(PREDICTIONS)),
          unfinished,
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(unfinished, predictions, StandardCopyOption.REPLACE_EXISTING);
  }
}
