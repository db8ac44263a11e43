package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import org.junit.jupiter.api.Test;

/**
 * Archives whose sizes stand in the wide fields, as writers do that stream or expect more than 4
 * GiB.
 */
class Zip64Test {
  private static final byte[] ARCHIVE = Fixture.archive("arrow-plain");

  @Test
  void shouldReadWideSizesAndOffsets() {
    assertThat(Decoding.videoObjects(WideZip.of(ARCHIVE, 0).bytes()))
        .isEqualTo(Decoding.videoObjects(ARCHIVE))
        .isNotEmpty();
  }

  @Test
  void shouldRefuseAWideEndOutsideTheArchive() {
    assertThat(
            Decoding.failureOf(
                () -> Decoding.videoObjects(WideZip.of(ARCHIVE, Long.MIN_VALUE).bytes())))
        .isEqualTo(
            new ResultsCorrupt(
                "result archive: zip64 end of the central directory is at -9223372036854766095,"
                    + " not right before its locator"));
  }

  @Test
  void shouldRefuseAMissingWideEnd() {
    assertThat(Decoding.failureOf(() -> Decoding.videoObjects(WideZip.of(ARCHIVE, -1).bytes())))
        .isEqualTo(
            new ResultsCorrupt(
                "result archive: zip64 end of the central directory is at 9712,"
                    + " not right before its locator"));
  }
}
