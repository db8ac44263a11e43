package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsTooLarge;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ZIPs that are none, or not whole. */
class BrokenArchiveTest {
  private static final byte[] ARCHIVE = Fixture.archive("arrow-plain");
  private static final byte[] DEFLATED = Fixture.archive("deflated");

  @Test
  void shouldRefuseWhatIsNoZip() {
    byte[] html = "<html><body>Bad gateway</body></html>".getBytes(StandardCharsets.UTF_8);
    assertCorrupt(
        html,
        "result archive: not a ZIP, or truncated: no end of the central directory in its 37 bytes");
  }

  @Test
  void shouldRefuseAnEmptyBody() {
    assertCorrupt(
        new byte[0],
        "result archive: not a ZIP, or truncated: no end of the central directory in its 0 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 1_000, 10_585})
  void shouldRefuseATruncatedZip(int length) {
    assertCorrupt(
        Arrays.copyOf(ARCHIVE, length),
        "result archive: not a ZIP, or truncated: no end of the central directory in its %d bytes"
            .formatted(length));
  }

  @Test
  void shouldRefuseAZipThatLostItsStart() {
    assertCorrupt(
        Arrays.copyOfRange(ARCHIVE, 100, ARCHIVE.length),
        "result archive: central directory is not where its end says");
  }

  @Test
  void shouldRefuseAZipWithoutPredictions() {
    byte[] archive = ZipBytes.of(Map.of("Predictions.parquet", new byte[0]));
    assertCorrupt(archive, "result archive: member predictions.parquet is missing");
  }

  @Test
  void shouldRefuseAnEmptyZip() {
    assertCorrupt(ZipBytes.of(Map.of()), "result archive: member predictions.parquet is missing");
  }

  @Test
  void shouldRefuseTwoMembersOfTheSameName() {
    byte[] archive =
        ZipBytes.of(Map.of("predictions.parquet", new byte[1], "predictionz.parquet", new byte[2]));
    byte[] doubled =
        new String(archive, StandardCharsets.ISO_8859_1)
            .replace("predictionz", "predictions")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertCorrupt(doubled, "result archive: member predictions.parquet occurs 2 times");
  }

  @Test
  void shouldRefuseAMemberWhoseContentChanged() {
    byte[] archive = ARCHIVE.clone();
    archive[5_000] ^= 1;
    UpstreamFailure failure = Decoding.failureOf(() -> Decoding.videoObjects(archive));
    assertThat(failure).isInstanceOf(ResultsCorrupt.class);
    assertThat(failure.message())
        .matches(
            "result archive: member predictions\\.parquet has CRC-32 [0-9a-f]{8}"
                + " where the directory says [0-9a-f]{8}");
  }

  @Test
  void shouldRefuseAnEncryptedMember() {
    byte[] archive = withEntry(ARCHIVE, entry -> entry.putShort(8, (short) 1));
    assertCorrupt(archive, "result archive: member predictions.parquet is encrypted");
  }

  @Test
  void shouldRefuseOtherCompressionMethods() {
    byte[] archive = withEntry(ARCHIVE, entry -> entry.putShort(10, (short) 93));
    assertCorrupt(
        archive,
        "result archive: member predictions.parquet uses compression method 93,"
            + " only stored and deflated are read");
  }

  @Test
  void shouldRefuseAMemberBeyondTheArchive() {
    byte[] archive = withEntry(ARCHIVE, entry -> entry.putInt(42, 1 << 30));
    assertCorrupt(archive, "result archive: member predictions.parquet lies outside the archive");
  }

  @Test
  void shouldRefuseAMemberLargerThanTheArchive() {
    byte[] archive = withEntry(ARCHIVE, entry -> entry.putInt(20, 1 << 30).putInt(24, 1 << 30));
    assertCorrupt(archive, "result archive: member predictions.parquet lies outside the archive");
  }

  @Test
  void shouldRefuseAStoredMemberOfTwoSizes() {
    byte[] archive = withEntry(ARCHIVE, entry -> entry.putInt(24, 5));
    assertCorrupt(
        archive, "result archive: member predictions.parquet is stored but has two sizes");
  }

  @Test
  void shouldRefuseADeflatedMemberThatIsSmallerThanItClaims() {
    byte[] archive = withEntry(DEFLATED, entry -> entry.putInt(24, 100_000));
    assertCorrupt(
        archive,
        "result archive: member predictions.parquet inflates to another size than it claims");
  }

  @Test
  void shouldRefuseADeflatedMemberThatIsLargerThanItClaims() {
    byte[] archive = withEntry(DEFLATED, entry -> entry.putInt(24, 100));
    assertCorrupt(
        archive,
        "result archive: member predictions.parquet inflates to another size than it claims");
  }

  @Test
  void shouldRefuseADeflatedMemberThatClaimsTheImpossibleBeforeTakingMemory() {
    byte[] archive = withEntry(DEFLATED, entry -> entry.putInt(24, 200_000_000));
    assertCorrupt(
        archive, "result archive: member predictions.parquet cannot inflate to the size it claims");
  }

  @Test
  void shouldBoundDeflatedMembers() {
    byte[] archive = withEntry(DEFLATED, entry -> entry.putInt(24, 1 << 30));
    assertThat(Decoding.failureOf(() -> Decoding.open(archive)))
        .isEqualTo(
            new ResultsTooLarge(
                "predictions.parquet: 1073741824 inflated bytes exceed the bound of 268435456"));
  }

  @Test
  void shouldRefuseAForgedCountOfMembers() {
    byte[] archive = ARCHIVE.clone();
    ByteBuffer.wrap(archive)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(archive.length - 22 + 10, (short) 60);
    assertCorrupt(archive, "result archive: central directory is truncated");
  }

  private static void assertCorrupt(byte[] archive, String message) {
    assertThat(Decoding.failureOf(() -> Decoding.videoObjects(archive)))
        .isEqualTo(new ResultsCorrupt(message));
  }

  /** Changes the first entry of the directory. */
  private static byte[] withEntry(byte[] archive, Consumer<ByteBuffer> change) {
    byte[] changed = archive.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(changed.length - 22 + 16);
    change.accept(
        bytes.slice(directory, changed.length - directory).order(ByteOrder.LITTLE_ENDIAN));
    return changed;
  }
}
