package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.format.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each column that is missing, or of a type that cannot be used, is named with what it is. */
class UnusableColumnsTest {
  private static final String PREDICTIONS = "predictions.parquet";
  private static final String TIMELINE = "frame_timestamps.parquet";

  @ParameterizedTest
  @MethodSource("ai.dragoneye.gateway.upstream.results.WrongColumn#all")
  void shouldNameFileColumnAndTypeInVideos(WrongColumn wrong) {
    byte[] archive = wrong.archive();
    assertThat(Decoding.failureOf(() -> Decoding.videoObjects(archive)))
        .isEqualTo(new ResultsCorrupt(PREDICTIONS + ": " + wrong.message()));
  }

  @ParameterizedTest
  @MethodSource("wrongInImages")
  void shouldNameFileColumnAndTypeInImages(WrongColumn wrong) {
    byte[] archive = wrong.archive();
    assertThat(Decoding.failureOf(() -> Decoding.imageObjects(archive)))
        .isEqualTo(new ResultsCorrupt(PREDICTIONS + ": " + wrong.message()));
  }

  @ParameterizedTest
  @MethodSource("wrongInTimelines")
  void shouldNameFileColumnAndTypeInTimelines(WrongColumn wrong) {
    byte[] timeline = predictionsOf(wrong.archive());
    byte[] archive =
        ZipBytes.of(
            Map.of(PREDICTIONS, predictionsOf(Fixture.archive("arrow-plain")), TIMELINE, timeline));
    assertThat(Decoding.failureOf(() -> Decoding.frameTimestamps(archive)))
        .isEqualTo(new ResultsCorrupt(TIMELINE + ": " + wrong.message()));
  }

  /** Then its fields are what is missing. */
  @ParameterizedTest
  @CsvSource({
    "timestamp_ranges, timestamp_start_us_inclusive",
    "bbox_observations, timestamp_microseconds",
    "categories, category_id",
    "categories.attributes, attribute_id",
    "categories.attributes.timestamp_ranges, timestamp_start_us_inclusive"
  })
  void shouldNameTheFirstFieldOfElementsThatAreNoStructs(String list, String field) {
    String message = "column %s.%s is missing, expected INT64 or INT32".formatted(list, field);
    Stream<Consumer<SchemaEdit>> edits =
        Stream.of(edit -> edit.become(Type.DOUBLE), SchemaEdit::becomeList);
    assertThat(edits)
        .map(edit -> new WrongColumn(list + "[]", "a struct", false, "no struct", edit).archive())
        .extracting(archive -> Decoding.failureOf(() -> Decoding.videoObjects(archive)))
        .containsOnly(new ResultsCorrupt(PREDICTIONS + ": " + message));
  }

  static Stream<WrongColumn> wrongInImages() {
    return WrongColumn.all().filter(WrongColumn::inImages);
  }

  static Stream<WrongColumn> wrongInTimelines() {
    return WrongColumn.integer("timestamp_microseconds", false);
  }

  private static byte[] predictionsOf(byte[] archive) {
    return Objects.requireNonNull(ZipBytes.membersOf(archive).get(PREDICTIONS));
  }
}
