package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsTooLarge;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What exceeds a bound is told from what is broken, and the bound is named. */
class DecodeBoundsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          members        |    1 | result archive: 2 members exceed the bound of 1
          footerBytes    |  100 | predictions.parquet: 4542 footer bytes exceed the bound of 100
          schemaElements |   10 | predictions.parquet: 34 schema elements exceed the bound of 10
          schemaDepth    |    4 | predictions.parquet: 5 schema depth exceed the bound of 4
          pageBytes      |   64 | predictions.parquet: 122 page bytes exceed the bound of 64
          pageValues     |    6 | predictions.parquet: 7 page values exceed the bound of 6
          rows           |    6 | predictions.parquet: 7 rows exceed the bound of 6
          listElements   |    3 | predictions.parquet in row 0: 4 list elements exceed the bound of 3
          stringBytes    |  300 | predictions.parquet: 321 string bytes exceed the bound of 300
          """)
  void shouldNameTheBound(String bound, long value, String message) {
    byte[] archive = Fixture.archive("polars-zstd");
    assertThat(failureUnder(Bounds.with(bound, value), archive))
        .isEqualTo(new ResultsTooLarge("%s (%s)".formatted(message, Bounds.key(bound))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          inflatedBytes    | deflated     |   100 | predictions.parquet: 8327 inflated bytes exceed the bound of 100
          objectBytes      | arrow-plain  |   100 | predictions.parquet in row 0: 272 object bytes exceed the bound of 100
          dictionaryValues | arrow-snappy |     4 | predictions.parquet: 8 dictionary values exceed the bound of 4
          """)
  void shouldNameTheBoundsOfOtherArchives(
      String bound, String fixture, long value, String message) {
    assertThat(failureUnder(Bounds.with(bound, value), Fixture.archive(fixture)))
        .isEqualTo(new ResultsTooLarge("%s (%s)".formatted(message, Bounds.key(bound))));
  }

  @ParameterizedTest
  @MethodSource
  void shouldHaveARangeForEachBound(String bound) {
    assertThatThrownBy(() -> Bounds.with(bound, 0))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .rootCause()
        .message()
        .startsWith(Bounds.key(bound).replaceAll(".*\\.", "") + " must be from 1 to ");
  }

  static Stream<String> shouldHaveARangeForEachBound() {
    return Arrays.stream(DecodeBounds.class.getRecordComponents()).map(RecordComponent::getName);
  }

  @Test
  void shouldRefuseADeepSchemaBeforeTheStackOverflows() {
    byte[] archive =
        ParquetSurgery.on("arrow-plain").footer(footer -> footer.setSchema(chain(900))).archive();
    assertThat(failureUnder(DecodeBounds.DEFAULT, archive))
        .isEqualTo(
            new ResultsTooLarge(
                "predictions.parquet: 33 schema depth exceed the bound of 32"
                    + " (upstream.results.bounds.schema_depth)"));
  }

  private static UpstreamFailure failureUnder(DecodeBounds bounds, byte[] archive) {
    return Decoding.failureOf(
        () -> {
          ByteSource source = ByteSource.of(archive);
          try (ResultArchive open =
              ResultArchive.open(source, Decoding.NO_HEADERS, bounds, Decoding.memory())) {
            Decoding.readAll(open.videoObjects());
          }
        });
  }

  private static List<SchemaElement> chain(int depth) {
    SchemaElement group = new SchemaElement("group").setNum_children(1);
    group.setRepetition_type(FieldRepetitionType.OPTIONAL);
    return new ArrayList<>(Collections.nCopies(depth, group));
  }
}
