package ai.dragoneye.gateway.upstream.results;

import static ai.dragoneye.gateway.upstream.results.HostileResult.corrupt;
import static ai.dragoneye.gateway.upstream.results.HostileResult.tooLarge;

import ai.dragoneye.gateway.upstream.results.ForgedColumn.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.format.CompressionCodec;

/** Parquet files with a right footer over pages that are bombs, or lie. */
final class HostilePages {
  private static final int OBJECT_ID = 0;
  private static final int TIMESTAMP = 3;
  private static final int BOX = 4;
  private static final int BOX_SCORE = 5;
  private static final int CATEGORY_ID = 6;
  private static final int CATEGORY_NAME = 7;
  private static final int CATEGORY_SCORE = 8;
  private static final int MIB = 1 << 20;

  private HostilePages() {}

  static List<HostileResult> all() {
    return Stream.of(headers(), bombs(), dictionaries(), rows()).flatMap(List::stream).toList();
  }

  private static List<HostileResult> headers() {
    byte[] page = {2, 0, 0, 0, 10, 1, 1, 10, 0};
    return List.of(
        tooLarge(
            "page of 2 GiB",
            "bounds.page_bytes",
            () -> objectIds(ids().page(5, Integer.MAX_VALUE, page))),
        corrupt(
            "page of -1 bytes",
            "column object_id has a page header that cannot be right",
            () -> objectIds(ids().page(5, -1, page))),
        tooLarge(
            "page of 2³¹-1 values",
            "bounds.page_values",
            () -> objectIds(ids().page(Integer.MAX_VALUE, page.length, page))),
        corrupt(
            "page of -1 values",
            "column object_id has pages of more values than its 5",
            () -> objectIds(ids().page(-1, page.length, page).entries(5))),
        corrupt(
            "page of more values than its column",
            "column object_id has pages of more values than its 5",
            () -> objectIds(ids().page(2_000_000, page.length, page).entries(5))),
        corrupt(
            "page whose levels are longer than it",
            "levels are longer than their page",
            () -> objectIds(ids().page(5, 9, new byte[] {-1, -1, -1, 127, 10, 1, 1, 10, 0}))),
        corrupt(
            "page without a byte for its values",
            "",
            () -> objectIds(ids().page(5, 6, new byte[] {2, 0, 0, 0, 10, 1}))),
        corrupt(
            "column of garbage",
            "column object_id",
            () -> {
              byte[] garbage = new byte[1_000];
              Arrays.fill(garbage, (byte) 0x99);
              return objectIds(ids().page(5, garbage.length, garbage));
            }));
  }

  /** As few bytes as the codec makes of so many, told or not. */
  private static List<HostileResult> bombs() {
    List<HostileResult> results = new ArrayList<>();
    Map<CompressionCodec, Integer> sizes =
        new TreeMap<>(
            Map.of(
                CompressionCodec.ZSTD,
                1 << 30,
                CompressionCodec.GZIP,
                1 << 30,
                CompressionCodec.SNAPPY,
                128 * MIB,
                CompressionCodec.LZ4_RAW,
                128 * MIB));
    sizes.forEach(
        (codec, size) -> {
          String kind = "page of %d MiB in %s".formatted(size / MIB, codec);
          results.add(tooLarge(kind, "bounds.page_bytes", () -> bomb(codec, size, size)));
          results.add(
              corrupt(
                  kind + " that claims 64 KiB",
                  "column object_id has a page that cannot be decoded",
                  () -> bomb(codec, size, 64 << 10)));
        });
    results.add(
        tooLarge(
            "page of 60 MiB in 2 KiB of ZSTD",
            "bounds.page_ratio",
            () -> bomb(CompressionCodec.ZSTD, 60 * MIB, 60 * MIB)));
    results.add(
        tooLarge(
            "page of 60 MiB in 60 KiB of GZIP, where 42 MiB are left to decode in",
            "decode_memory_bytes",
            () -> bomb(CompressionCodec.GZIP, 60 * MIB, 60 * MIB)));
    return results;
  }

  private static List<HostileResult> dictionaries() {
    byte[] one = new byte[8];
    return List.of(
        corrupt(
            "dictionary of 2²⁹ values in 8 bytes",
            "column object_id has a dictionary of 536870912 values that its page cannot hold",
            () -> objectIds(new ForgedColumn(0, 1).dictionary(1 << 29, 8, one))),
        corrupt(
            "dictionary of -1 values",
            "column object_id has a dictionary of -1 values that its page cannot hold",
            () -> objectIds(new ForgedColumn(0, 1).dictionary(-1, 8, one))),
        tooLarge(
            "dictionary of 2,000,000 values",
            "bounds.dictionary_values",
            () ->
                objectIds(
                    new ForgedColumn(0, 1)
                        .dictionary(2_000_000, 16_000_000, new byte[16_000_000]))),
        corrupt(
            "values beyond their dictionary",
            "",
            () -> objectIds(ids().page(5, 10, new byte[] {2, 0, 0, 0, 10, 1, 2, 10, 3, 0}))));
  }

  /** What is within all bounds of pages makes rows that are not. */
  private static List<HostileResult> rows() {
    return List.of(
        tooLarge(
            "object of 5,000,000 observations in 400 bytes",
            "bounds.list_elements",
            () -> observations(5_000_000)),
        tooLarge(
            "object of 3,900,000 observations in 400 bytes",
            "decode_memory_bytes",
            () -> observations(3_900_000)),
        tooLarge(
            "object of 1,000,000 categories that share a name of 64 KiB",
            "bounds.object_bytes",
            () -> categories(1_000_000, 64 << 10)),
        tooLarge("name of 1 MiB", "bounds.string_bytes", () -> categories(1, MIB)),
        tooLarge(
            "timeline of 9,000,000 frames in 100 bytes",
            "decode_memory_bytes",
            () -> timeline(9_000_000)),
        tooLarge("timeline of 11,000,000 frames", "bounds.rows", () -> timeline(11_000_000)),
        corrupt(
            "columns that disagree about the length of a list",
            "columns of bbox_observations disagree about its length",
            () ->
                oneRow()
                    .replace(TIMESTAMP, list(4, 2, 2).page(runs(0, 1, 1, 2), runs(4, 3), 3))
                    .archive()),
        corrupt(
            "levels that the schema does not have",
            "pages cannot be decoded",
            () -> objectIds(ids().page(runs(), runs(3, 5), 5))));
  }

  private static byte[] observations(int count) {
    Run[] repetitions = runs(0, 1, 1, count - 1);
    // The box and its score are NULL: a gap.
    return oneRow()
        .replace(
            TIMESTAMP, new ForgedColumn(1, 4).number(1).page(repetitions, runs(4, count), count))
        .replace(BOX, new ForgedColumn(2, 6).number(1).page(repetitions, runs(3, count), 0))
        .replace(BOX_SCORE, new ForgedColumn(1, 4).number(1).page(repetitions, runs(3, count), 0))
        .archive();
  }

  private static byte[] categories(int count, int nameBytes) {
    Run[] repetitions = runs(0, 1, 1, count - 1);
    Run[] definitions = runs(4, count);
    ParquetSurgery surgery =
        oneRow()
            .replace(
                CATEGORY_ID, new ForgedColumn(1, 4).number(1).page(repetitions, definitions, count))
            .replace(
                CATEGORY_NAME,
                new ForgedColumn(1, 4)
                    .text(letters(nameBytes))
                    .page(repetitions, definitions, count))
            .replace(
                CATEGORY_SCORE,
                new ForgedColumn(1, 4).number(1).page(repetitions, definitions, count));
    // Their attributes are NULL.
    for (int attribute = CATEGORY_SCORE + 1; attribute < 16; attribute++) {
      surgery.replace(
          attribute,
          new ForgedColumn(attribute < 13 ? 2 : 3, attribute < 13 ? 7 : 10)
              .number(1)
              .page(repetitions, runs(3, count), 0));
    }
    return surgery.archive();
  }

  private static byte[] timeline(int frames) {
    ForgedColumn times = new ForgedColumn(0, 1).number(1).page(runs(), runs(1, frames), frames);
    byte[] timeline =
        ParquetSurgery.on("polars-zstd", "frame_timestamps.parquet")
            .rows(frames)
            .replace(1, times)
            .file();
    return ZipBytes.with(Fixture.archive("polars-zstd"), "frame_timestamps.parquet", timeline);
  }

  /** One object, all of whose lists are NULL. */
  private static ParquetSurgery oneRow() {
    ParquetSurgery surgery = ParquetSurgery.on("arrow-plain").rows(1);
    surgery.replace(OBJECT_ID, new ForgedColumn(0, 1).number(1).page(runs(), runs(1, 1), 1));
    for (int column = 1; column < 16; column++) {
      int repetition = column < 9 && column != BOX ? 1 : column < 13 ? 2 : 3;
      int definition = column == BOX ? 6 : List.of(0, 4, 7, 10).get(repetition);
      surgery.replace(column, list(definition, repetition, 0).page(runs(0, 1), runs(0, 1), 0));
    }
    return surgery;
  }

  private static ForgedColumn list(int definition, int repetition, long value) {
    return new ForgedColumn(repetition, definition).number(value);
  }

  private static byte[] objectIds(ForgedColumn column) {
    long entries = Math.max(5, column.entries());
    return ParquetSurgery.on("arrow-plain").replace(OBJECT_ID, column.entries(entries)).archive();
  }

  private static ForgedColumn ids() {
    return new ForgedColumn(0, 1).number(7);
  }

  private static byte[] bomb(CompressionCodec codec, int size, int claimed) {
    byte[] page = Compressed.zeros(codec, size);
    return objectIds(new ForgedColumn(0, 1).codec(codec).page(5, claimed, page));
  }

  private static byte[] letters(int count) {
    byte[] letters = new byte[count];
    Arrays.fill(letters, (byte) 'a');
    return letters;
  }

  /** Pairs of a level and how often it occurs. */
  private static Run[] runs(int... numbers) {
    Run[] runs = new Run[numbers.length / 2];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = new Run(numbers[2 * i], numbers[2 * i + 1]);
    }
    return runs;
  }
}
