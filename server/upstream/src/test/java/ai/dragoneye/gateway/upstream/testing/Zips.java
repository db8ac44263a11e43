package ai.dragoneye.gateway.upstream.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives as far as a download looks at them. */
public final class Zips {
  private Zips() {}

  /** A stored {@code predictions.parquet} of random bytes. */
  public static byte[] withPredictionsOf(int bytes) {
    byte[] content = new byte[bytes];
    new Random(1).nextBytes(content);
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry("predictions.parquet");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes);
    entry.setCrc(crc.getValue());
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(entry);
      zip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return archive.toByteArray();
  }
}
