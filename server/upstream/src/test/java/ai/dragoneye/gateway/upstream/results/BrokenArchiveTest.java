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
  @ValueSource(ints = {21, 1_000, 9_678})
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
        "result archive: central directory is not where its end says:"
            + " 9513 bytes are before it, not 9613");
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
    byte[] archive = ForgedZip.on(ARCHIVE).flags(0, 1).bytes();
    assertCorrupt(archive, "result archive: member predictions.parquet is encrypted");
  }

  @Test
  void shouldRefuseOtherCompressionMethods() {
    byte[] archive = ForgedZip.on(ARCHIVE).method(0, 93).bytes();
    assertCorrupt(
        archive,
        "result archive: member predictions.parquet uses compression method 93,"
            + " only stored and deflated are read");
  }

  @Test
  void shouldRefuseAMemberBeyondTheArchive() {
    byte[] archive = ForgedZip.on(ARCHIVE).entry(0, entry -> entry.putInt(42, 1 << 30)).bytes();
    assertCorrupt(archive, "result archive: member 0 has no local header before the directory");
  }

  @Test
  void shouldRefuseAMemberLargerThanTheArchive() {
    byte[] archive = ForgedZip.on(ARCHIVE).storedSize(0, 1 << 30).size(0, 1 << 30).bytes();
    assertCorrupt(archive, "result archive: member 0 reaches into the directory");
  }

  @Test
  void shouldRefuseAStoredMemberOfTwoSizes() {
    byte[] archive = ForgedZip.on(ARCHIVE).size(0, 5).bytes();
    assertCorrupt(
        archive, "result archive: member predictions.parquet is stored but has two sizes");
  }

  @Test
  void shouldRefuseADeflatedMemberThatIsSmallerThanItClaims() {
    byte[] archive = ForgedZip.on(DEFLATED).size(0, 100_000).bytes();
    assertCorrupt(archive, "predictions.parquet: inflates to 8327 bytes, not 100000");
  }

  @Test
  void shouldRefuseADeflatedMemberThatIsLargerThanItClaims() {
    byte[] archive = ForgedZip.on(DEFLATED).size(0, 100).bytes();
    assertCorrupt(archive, "predictions.parquet: inflates to more than the 100 bytes it claims");
  }

  @Test
  void shouldRefuseADeflatedMemberThatClaimsTheImpossibleBeforeTakingMemory() {
    byte[] archive = ForgedZip.on(DEFLATED).size(0, 200_000_000).bytes();
    assertThat(Decoding.failureOf(() -> Decoding.open(archive)))
        .isEqualTo(
            new ResultsTooLarge(
                "predictions.parquet: 67431 inflated ratio exceed the bound of 200"
                    + " (upstream.results.bounds.inflated_ratio)"));
  }

  @Test
  void shouldBoundDeflatedMembers() {
    byte[] archive = ForgedZip.on(DEFLATED).size(0, 1 << 30).bytes();
    assertThat(Decoding.failureOf(() -> Decoding.open(archive)))
        .isEqualTo(
            new ResultsTooLarge(
                "predictions.parquet: 1073741824 inflated bytes exceed the bound of 268435456"
                    + " (upstream.results.bounds.inflated_bytes)"));
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
}
