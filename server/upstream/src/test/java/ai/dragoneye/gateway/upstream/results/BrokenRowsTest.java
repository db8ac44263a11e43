package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows whose values make no object: the message names file, column and row. */
class BrokenRowsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
           0 | column object_id is NULL
           1 | column timestamp_ranges.timestamp_start_us_inclusive is NULL
           2 | column timestamp_ranges.timestamp_end_us_inclusive is NULL
           3 | column bbox_observations.normalized_bbox has 3 elements instead of 4
           4 | column bbox_observations.normalized_bbox has 5 elements instead of 4
           5 | column bbox_observations.normalized_bbox has 0 elements instead of 4
           6 | column bbox_observations.normalized_bbox is NULL
           7 | column bbox_observations.bbox_score is NULL
           8 | column bbox_observations.timestamp_microseconds is NULL
           9 | column categories.category_id is NULL
          10 | column categories.name is NULL
          11 | column categories.score is NULL
          12 | column categories.attributes.option_name is NULL
          13 | column categories.attributes.timestamp_ranges.score is NULL
          14 | column categories.name is not UTF-8
          18 | column categories.category_id is NULL
          """)
  void shouldNameColumnAndRowOfVideos(int rowGroup, String message) {
    byte[] archive = ParquetSurgery.on("broken").onlyRowGroup(rowGroup).archive();
    assertThat(Decoding.failureOf(() -> Decoding.videoObjects(archive)))
        .isEqualTo(new ResultsCorrupt("predictions.parquet: " + message + " in row 0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
           0 | column object_id is NULL
           3 | column bbox_observations.normalized_bbox has 3 elements instead of 4
          13 | column categories.attributes.timestamp_ranges.score is NULL
          15 | column bbox_observations.normalized_bbox of an image is NULL
          16 | column bbox_observations of an image has no element
          17 | column bbox_observations of an image has no element
          """)
  void shouldNameColumnAndRowOfImages(int rowGroup, String message) {
    byte[] archive = ParquetSurgery.on("broken").onlyRowGroup(rowGroup).archive();
    assertThat(Decoding.failureOf(() -> Decoding.imageObjects(archive)))
        .isEqualTo(new ResultsCorrupt("predictions.parquet: " + message + " in row 0"));
  }

  @Test
  void shouldCountRowsThroughAllRowGroups() {
    byte[] archive =
        ParquetSurgery.on("broken")
            .footer(
                footer -> {
                  footer.getRow_groups().subList(0, 15).clear();
                  footer.setNum_rows(footer.getRow_groups().size());
                })
            .archive();
    assertThat(Decoding.failureOf(() -> Decoding.videoObjects(archive)))
        .isEqualTo(
            new ResultsCorrupt(
                "predictions.parquet: column categories.category_id is NULL in row 3"));
  }

  @Test
  void shouldRefuseFramesWithoutTimestamp() {
    assertThat(Decoding.failureOf(() -> Decoding.frameTimestamps(Fixture.archive("broken"))))
        .isEqualTo(
            new ResultsCorrupt(
                "frame_timestamps.parquet: column timestamp_microseconds is NULL in row 1"));
  }

  @Test
  void shouldRefuseIdsThatFitNoInt64() {
    assertThat(Decoding.failureOf(() -> Decoding.videoObjects(Fixture.archive("arrow-over-int64"))))
        .isEqualTo(
            new ResultsCorrupt("predictions.parquet: column object_id is over 2^63 - 1 in row 0"));
  }
}
