package ai.dragoneye.gateway.upstream.results;

import static ai.dragoneye.gateway.upstream.results.HostileResult.corrupt;
import static ai.dragoneye.gateway.upstream.results.HostileResult.tooLarge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Parquet files that lie at their end, in archives whose checksums are right. */
final class HostileFooters {
  private static final byte[] PARQUET = ParquetSurgery.on("arrow-plain").file();
  private static final int MIB = 1 << 20;

  // Thrift's compact protocol: a field header is its distance to the field before and its type.
  private static final int STRUCT = 12;
  private static final int LIST = 9;
  private static final int BINARY = 8;
  private static final int I32 = 5;

  private HostileFooters() {}

  static List<HostileResult> all() {
    return Stream.of(lengths(), lists(), crowds(), schemas(), rows(), chunks())
        .flatMap(List::stream)
        .toList();
  }

  private static List<HostileResult> lengths() {
    return List.of(
        corrupt("no parquet at all", "not a parquet file", () -> archive(new byte[1_000])),
        corrupt(
            "parquet cut off",
            "not a parquet file, or truncated",
            () -> archive(Arrays.copyOf(PARQUET, PARQUET.length / 2))),
        corrupt(
            "encrypted parquet", "is encrypted", () -> archive(ending(PARQUET.length - 8, "PARE"))),
        corrupt("footer of 0 bytes", "footer of 0 bytes does not fit", () -> footerLength(0)),
        corrupt("footer of 3 bytes", "footer cannot be decoded", () -> footerLength(3)),
        corrupt(
            "footer of 2³¹ bytes",
            "footer of 2147483648 bytes does not fit",
            () -> footerLength(Integer.MIN_VALUE)),
        corrupt(
            "footer that reaches before the file",
            "does not fit",
            () -> footerLength(PARQUET.length)),
        tooLarge("footer of 17 MiB", "bounds.footer_bytes", () -> footer(new byte[17 * MIB])));
  }

  /** Lists that claim 2³¹-1 elements, in places where something else would have to hold them. */
  private static List<HostileResult> lists() {
    return Stream.of(
            new Place("schema", 2, STRUCT),
            new Place("row groups", 4, STRUCT),
            new Place("key-value pairs", 5, STRUCT),
            new Place("column orders", 7, STRUCT),
            new Place("an unknown field", 15, STRUCT),
            new Place("an unknown field", 14, I32))
        .map(
            place ->
                corrupt(
                    "footer with a list of 2³¹-1 in " + place.name(),
                    "footer cannot be decoded",
                    () ->
                        footer(
                            bytes(
                                (place.field() << 4) | LIST,
                                0xF0 | place.type(),
                                0xFF,
                                0xFF,
                                0xFF,
                                0xFF,
                                7,
                                0,
                                0))))
        .toList();
  }

  private record Place(String name, int field, int type) {}

  /** As many of the smallest things as fit, each a much larger object in memory. */
  private static List<HostileResult> crowds() {
    return List.of(
        crowd("schema elements of 3 bytes", 2, new byte[] {0x48, 0, 0}),
        crowd("row groups of 7 bytes", 4, new byte[] {0x19, 0x0C, 0x16, 0, 0x16, 0, 0}),
        crowd("key-value pairs of 3 bytes", 5, new byte[] {0x18, 0, 0}),
        crowd("column orders of 3 bytes", 7, new byte[] {0x1C, 0, 0}),
        corrupt(
            "footer with a text of 2³¹-1 bytes",
            "footer cannot be decoded",
            () -> footer(bytes((6 << 4) | BINARY, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0))),
        corrupt(
            "footer with structs nested 100,000 deep in an unknown field",
            "footer cannot be decoded",
            () -> {
              byte[] nested = new byte[100_000];
              Arrays.fill(nested, (byte) ((1 << 4) | STRUCT));
              nested[0] = (byte) ((15 << 4) | STRUCT);
              return footer(nested);
            }));
  }

  private static HostileResult crowd(String what, int field, byte[] element) {
    int count = 5 * MIB / element.length;
    return tooLarge(
        "footer with 5 MiB of " + what,
        "decode_memory_bytes",
        () -> {
          ByteArrayOutputStream footer = new ByteArrayOutputStream();
          footer.writeBytes(bytes((field << 4) | LIST, 0xF0 | STRUCT));
          int rest = count;
          for (; rest > 0x7F; rest >>>= 7) {
            footer.write((rest & 0x7F) | 0x80);
          }
          footer.write(rest);
          for (int i = 0; i < count; i++) {
            footer.writeBytes(element);
          }
          footer.write(0);
          return footer(footer.toByteArray());
        });
  }

  private static List<HostileResult> schemas() {
    return List.of(
        tooLarge(
            "schema 900 deep",
            "bounds.schema_depth",
            () -> schema(Collections.nCopies(900, group(1)))),
        tooLarge(
            "schema 200,000 deep",
            "bounds.schema_elements",
            () -> schema(Collections.nCopies(200_000, group(1)))),
        tooLarge(
            "schema of 200,000 columns",
            "bounds.schema_elements",
            () -> {
              List<SchemaElement> wide = new ArrayList<>(Collections.nCopies(200_001, leaf()));
              wide.set(0, group(200_000));
              return schema(wide);
            }),
        corrupt(
            "schema whose root claims 2³¹-1 columns",
            "schema ends early",
            () -> schema(List.of(group(Integer.MAX_VALUE), leaf()))),
        corrupt(
            "schema whose root claims -1 columns",
            "schema is not one tree",
            () -> schema(List.of(group(-1), leaf()))),
        corrupt("schema without an element", "schema ends early", () -> schema(List.of())));
  }

  private static List<HostileResult> rows() {
    return List.of(
        corrupt(
            "file of 2⁶⁰ rows",
            "row groups have 5 rows, the file says 1152921504606846976",
            () -> surgery().footer(footer -> footer.setNum_rows(1L << 60)).archive()),
        tooLarge("row group of 2⁶⁰ rows", "bounds.rows", () -> surgery().rows(1L << 60).archive()),
        corrupt(
            "row group of -1 rows", "a row group has -1 rows", () -> surgery().rows(-1).archive()),
        corrupt(
            "row group of 10,000,000 rows in columns of 5 values",
            "column object_id has 5 entries for 10000000 rows",
            () -> surgery().rows(10_000_000).archive()));
  }

  private static List<HostileResult> chunks() {
    return List.of(
        outside("column of 2 GiB", column -> column.setTotal_compressed_size(Integer.MAX_VALUE)),
        outside("column of 2⁶³-1 bytes", column -> column.setTotal_compressed_size(Long.MAX_VALUE)),
        outside("column of -1 bytes", column -> column.setTotal_compressed_size(-1)),
        corrupt(
            "1,000 row groups that share the pages of one",
            "share the",
            () ->
                surgery()
                    .footer(
                        footer -> {
                          RowGroup group = footer.getRow_groups().getFirst();
                          footer.setRow_groups(Collections.nCopies(1_000, group));
                          footer.setNum_rows(1_000 * group.getNum_rows());
                        })
                    .archive()),
        outside("column at 2⁶²", column -> column.setData_page_offset(1L << 62)),
        outside("column at -1", column -> column.setData_page_offset(-1)),
        corrupt(
            "column of 2⁶² values",
            "column object_id ends before its last value",
            () -> surgery().column(0, column -> column.setNum_values(1L << 62)).archive()));
  }

  private static HostileResult outside(
      String kind, java.util.function.Consumer<org.apache.parquet.format.ColumnMetaData> change) {
    return corrupt(
        kind,
        "column object_id has pages outside the file",
        () -> surgery().column(0, change).archive());
  }

  private static ParquetSurgery surgery() {
    return ParquetSurgery.on("arrow-plain");
  }

  private static byte[] schema(List<SchemaElement> elements) {
    return surgery().footer(footer -> footer.setSchema(elements)).archive();
  }

  private static SchemaElement group(int children) {
    return new SchemaElement("g")
        .setNum_children(children)
        .setRepetition_type(FieldRepetitionType.OPTIONAL);
  }

  private static SchemaElement leaf() {
    return new SchemaElement("c")
        .setType(Type.INT64)
        .setRepetition_type(FieldRepetitionType.OPTIONAL);
  }

  private static byte[] footerLength(int length) {
    return archive(ending(length, "PAR1"));
  }

  private static byte[] ending(int footerLength, String magic) {
    byte[] file = PARQUET.clone();
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(file.length - 8, footerLength)
        .put(file.length - 4, magic.getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  private static byte[] footer(byte[] footer) {
    return archive(
        ByteBuffer.allocate(footer.length + 12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("PAR1".getBytes(StandardCharsets.US_ASCII))
            .put(footer)
            .putInt(footer.length)
            .put("PAR1".getBytes(StandardCharsets.US_ASCII))
            .array());
  }

  private static byte[] archive(byte[] parquet) {
    return ZipBytes.predictions(parquet);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
