package ai.dragoneye.gateway.simulator.archive;

import ai.dragoneye.gateway.simulator.prediction.Predictions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs predictions as the results step answers them. The same predictions give the same bytes. */
public final class ArchiveWriter {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private ArchiveWriter() {}

  /** The archive: a ZIP of stored members. */
  public static byte[] write(Predictions predictions) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      store(
          zip,
          "predictions.parquet",
          ParquetFile.of(PredictionSchema.PREDICTIONS, predictions.objects(), ObjectRows::write));
      if (predictions.frameTimestamps().isPresent()) {
        Iterable<Long> frames = predictions.frameTimestamps().get();
        store(
            zip,
            "frame_timestamps.parquet",
            ParquetFile.of(PredictionSchema.FRAME_TIMESTAMPS, frames, ArchiveWriter::frame));
      }
    } catch (IOException inMemoryNeverFails) {
      throw new UncheckedIOException(inMemoryNeverFails);
    }
    return archive.toByteArray();
  }

  private static void frame(Long timestamp, RowWriter row) {
    row.text("image_id", "frame-" + timestamp).number("timestamp_microseconds", timestamp);
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
