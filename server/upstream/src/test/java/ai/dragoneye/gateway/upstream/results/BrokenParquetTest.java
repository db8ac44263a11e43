package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import ai.dragoneye.gateway.upstream.results.ForgedColumn.Run;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parquet files whose schema does not fit, or that are broken; members of whole ZIPs. */
class BrokenParquetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          object_id         | column object_id is missing, expected INT64 or INT32
          timestamp_ranges  | column timestamp_ranges is missing, expected a list
          bbox_observations | column bbox_observations is missing, expected a list
          normalized_bbox   | column bbox_observations.normalized_bbox is missing, expected a list
          bbox_score        | column bbox_observations.bbox_score is missing, expected DOUBLE or FLOAT
          name              | column categories.name is missing, expected BYTE_ARRAY (STRING)
          attributes        | column categories.attributes is missing, expected a list
          option_id         | column categories.attributes.option_id is missing, expected INT64 or INT32
          """)
  void shouldNameColumnAndTypeOfWhatIsMissing(String field, String message) {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain").schema(field, element -> element.setName("other")),
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          object_id  | BYTE_ARRAY | column object_id is BYTE_ARRAY, expected INT64 or INT32
          object_id  | DOUBLE     | column object_id is DOUBLE, expected INT64 or INT32
          bbox_score | INT64      | column bbox_observations.bbox_score is INT64, expected DOUBLE or FLOAT
          name       | INT32      | column categories.name is INT32 (STRING), expected BYTE_ARRAY (STRING)
          """)
  void shouldNameColumnAndTypeOfWhatIsUnusable(String field, Type type, String message) {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain").schema(field, element -> element.setType(type)), message);
  }

  @Test
  void shouldRefuseIntegersThatMeanSomethingElse() {
    LogicalType timestamp =
        LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MICROS(new MicroSeconds())));
    assertCorrupt(
        ParquetSurgery.on("arrow-plain")
            .schema("timestamp_microseconds", element -> element.setLogicalType(timestamp)),
        "column bbox_observations.timestamp_microseconds is INT64 (TIMESTAMP),"
            + " expected INT64 or INT32");
  }

  @Test
  void shouldRefuseAScalarInPlaceOfAList() {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain")
            .schema("timestamp_ranges", element -> element.setName("other"))
            .schema("object_id", element -> element.setName("timestamp_ranges"))
            .schema("other", element -> element.setName("object_id")),
        "column object_id is a group of 1 fields, expected INT64 or INT32");
    assertCorrupt(
        ParquetSurgery.on("arrow-plain")
            .schema("normalized_bbox", element -> element.setName("other"))
            .schema("bbox_score", element -> element.setName("normalized_bbox")),
        "column bbox_observations.normalized_bbox is DOUBLE, expected a list");
  }

  @Test
  void shouldRefuseTwoColumnsOfTheSameName() {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain")
            .schema("bbox_score", element -> element.setName("timestamp_microseconds")),
        "column bbox_observations.timestamp_microseconds occurs twice");
  }

  @Test
  void shouldRefuseColumnsThatDisagreeAboutALength() {
    ForgedColumn shorter =
        new ForgedColumn(1, 4)
            .number(1)
            .page(new Run[] {new Run(0, 5)}, new Run[] {new Run(4, 5)}, 5);
    assertCorrupt(
        ParquetSurgery.on("arrow-plain").replace(1, shorter),
        "columns of timestamp_ranges disagree about its length in row 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
             4 | row groups have 5 rows, the file says 4
          1152921504606846976 | row groups have 5 rows, the file says 1152921504606846976
          """)
  void shouldRefuseAForgedCountOfRows(long rows, String message) {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain").footer(footer -> footer.setNum_rows(rows)), message);
  }

  @Test
  void shouldRefuseMoreRowsThanEntries() {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain").footer(footer -> setRows(footer, 6)),
        "column object_id has 5 entries for 6 rows");
  }

  @Test
  void shouldRefuseFewerRowsThanEntries() {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain").footer(footer -> setRows(footer, 4)),
        "column object_id goes on after the last row");
  }

  @Test
  void shouldRefuseColumnsInAnotherOrderThanTheSchema() {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain")
            .footer(
                footer -> Collections.swap(footer.getRow_groups().getFirst().getColumns(), 1, 2)),
        "column timestamp_ranges.timestamp_start_us_inclusive is not where the schema has it");
  }

  @Test
  void shouldRefusePagesOutsideTheFile() {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain").column(0, column -> column.setData_page_offset(1_000_000)),
        "column object_id has pages outside the file");
    assertCorrupt(
        ParquetSurgery.on("arrow-plain")
            .column(0, column -> column.setTotal_compressed_size(Integer.MAX_VALUE)),
        "column object_id has pages outside the file");
  }

  @Test
  void shouldRefuseAColumnThatEndsEarly() {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain").column(0, column -> column.setNum_values(50)),
        "column object_id ends before its last value");
  }

  @Test
  void shouldRefuseOtherCodecs() {
    assertCorrupt(
        ParquetSurgery.on("arrow-snappy")
            .column(0, column -> column.setCodec(CompressionCodec.BROTLI)),
        "column object_id has a page that cannot be decoded: codec BROTLI is not supported");
  }

  @Test
  void shouldRefuseAPageThatDoesNotDecompress() {
    assertCorrupt(
        ParquetSurgery.on("arrow-snappy")
            .column(0, column -> column.setCodec(CompressionCodec.ZSTD)),
        "column object_id has a page that cannot be decoded:" + " Unknown frame descriptor");
  }

  @Test
  void shouldRefuseAGarbagePageHeader() {
    ParquetSurgery surgery = ParquetSurgery.on("arrow-plain");
    int start = (int) surgery.column(0).getData_page_offset();
    assertCorrupt(
        surgery.pages(pages -> Arrays.fill(pages, start, start + 20, (byte) 0xFF)),
        "column object_id has a page header that cannot be decoded");
  }

  @Test
  void shouldRefuseAGarbagePageAndKeepTheCause() {
    ParquetSurgery surgery = ParquetSurgery.on("arrow-plain");
    ColumnMetaData names = surgery.column(7);
    int end = (int) (names.getData_page_offset() + names.getTotal_compressed_size());
    byte[] archive =
        surgery.pages(pages -> Arrays.fill(pages, end - 20, end, (byte) 0x7F)).archive();
    UpstreamException exception =
        catchThrowableOfType(UpstreamException.class, () -> Decoding.videoObjects(archive));
    assertThat(exception.failure())
        .isEqualTo(new ResultsCorrupt("predictions.parquet: pages cannot be decoded in row 3"));
    assertThat(exception).hasCauseInstanceOf(RuntimeException.class);
  }

  @Test
  void shouldRefuseADictionaryThatItsPageCannotHold() {
    ParquetSurgery surgery = ParquetSurgery.on("arrow-snappy");
    long dictionary = surgery.column(0).getDictionary_page_offset();
    assertCorrupt(
        surgery.pageHeader(
            dictionary, header -> header.getDictionary_page_header().setNum_values(63)),
        "column object_id has a dictionary of 63 values that its page cannot hold");
  }

  @Test
  void shouldRefuseAPageOfMoreValuesThanItsColumn() {
    ParquetSurgery surgery = ParquetSurgery.on("arrow-plain");
    long page = surgery.column(0).getData_page_offset();
    assertCorrupt(
        surgery.pageHeader(page, header -> header.getData_page_header().setNum_values(6)),
        "column object_id has pages of more values than its 5");
  }

  @Test
  void shouldRefuseASchemaThatEndsEarlyOrLate() {
    assertCorrupt(
        ParquetSurgery.on("arrow-plain")
            .footer(footer -> footer.getSchema().getFirst().setNum_children(100)),
        "schema ends early");
    assertCorrupt(
        ParquetSurgery.on("arrow-plain")
            .footer(footer -> footer.getSchema().getFirst().setNum_children(1)),
        "schema is not one tree");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no           | not a parquet file: 2 bytes are too few
          hello, world | not a parquet file, or truncated: it does not end with PAR1
          hello,   PARE | is encrypted
          hello,   PAR1 | footer of 538976300 bytes does not fit its 13 bytes
          """)
  void shouldRefuseWhatIsNoParquet(String content, String message) {
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    assertThat(
            Decoding.failureOf(() -> Decoding.videoObjects(ZipBytes.predictions(bytes))).message())
        .isEqualTo("predictions.parquet: " + message);
  }

  @Test
  void shouldNameTheTimelineWhereThatIsBroken() {
    byte[] predictions =
        ZipBytes.membersOf(Fixture.archive("arrow-plain"))
            .getOrDefault("predictions.parquet", new byte[0]);
    byte[] archive =
        ZipBytes.of(
            Map.of("predictions.parquet", predictions, "frame_timestamps.parquet", predictions));
    assertThat(Decoding.failureOf(() -> Decoding.frameTimestamps(archive)))
        .isEqualTo(
            new ResultsCorrupt(
                "frame_timestamps.parquet: column timestamp_microseconds is missing,"
                    + " expected INT64 or INT32"));
  }

  private static void setRows(FileMetaData footer, long rows) {
    footer.getRow_groups().getFirst().setNum_rows(rows);
    footer.setNum_rows(rows);
  }

  private static void assertCorrupt(ParquetSurgery surgery, String message) {
    byte[] archive = surgery.archive();
    assertThat(Decoding.failureOf(() -> Decoding.videoObjects(archive)))
        .isEqualTo(new ResultsCorrupt("predictions.parquet: " + message));
  }
}
