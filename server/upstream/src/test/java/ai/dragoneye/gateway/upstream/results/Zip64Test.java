package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/**
 * Archives whose sizes stand in the wide fields, as writers do that stream or expect more than 4
 * GiB.
 */
class Zip64Test {
  private static final byte[] ARCHIVE = Fixture.archive("arrow-plain");
  private static final int END_LENGTH = 22;
  private static final int ENTRY_LENGTH = 46 + "predictions.parquet".length();

  @Test
  void shouldReadWideSizesAndOffsets() {
    assertThat(Decoding.videoObjects(widened(0)))
        .isEqualTo(Decoding.videoObjects(ARCHIVE))
        .isNotEmpty();
  }

  @Test
  void shouldRefuseAWideEndOutsideTheArchive() {
    assertThat(Decoding.failureOf(() -> Decoding.videoObjects(widened(Long.MIN_VALUE))))
        .isEqualTo(
            new ResultsCorrupt(
                "result archive: zip64 end of the central directory is at -9223372036854766095,"
                    + " not right before its locator"));
  }

  @Test
  void shouldRefuseAMissingWideEnd() {
    assertThat(Decoding.failureOf(() -> Decoding.videoObjects(widened(-1))))
        .isEqualTo(
            new ResultsCorrupt(
                "result archive: zip64 end of the central directory is at 9712,"
                    + " not right before its locator"));
  }

  /** Puts everything wide into the wide fields; the locator is wrong by {@code error}. */
  private static byte[] widened(long error) {
    ByteBuffer from = ByteBuffer.wrap(ARCHIVE).order(ByteOrder.LITTLE_ENDIAN);
    int directory = from.getInt(ARCHIVE.length - END_LENGTH + 16);
    ByteBuffer to = ByteBuffer.allocate(ARCHIVE.length + 200).order(ByteOrder.LITTLE_ENDIAN);
    to.put(ARCHIVE, 0, directory + ENTRY_LENGTH);
    long size = Integer.toUnsignedLong(from.getInt(directory + 24));
    to.putInt(directory + 20, -1).putInt(directory + 24, -1).putInt(directory + 42, -1);
    to.putShort(directory + 30, (short) 35);
    to.putShort((short) 0x7777).putShort((short) 3).put(new byte[3]);
    to.putShort((short) 1).putShort((short) 24).putLong(size).putLong(size).putLong(0);
    int end = to.position();
    to.putInt(0x0606_4b50).putLong(44).putShort((short) 45).putShort((short) 45);
    to.putInt(0).putInt(0).putLong(1).putLong(1).putLong(end - directory).putLong(directory);
    to.putInt(0x0706_4b50).putInt(0).putLong(end + error).putInt(1);
    to.putInt(0x0605_4b50).putInt(0).putShort((short) -1).putShort((short) -1);
    to.putInt(-1).putInt(-1).putShort((short) 0);
    byte[] archive = new byte[to.position()];
    to.get(0, archive);
    return archive;
  }
}
