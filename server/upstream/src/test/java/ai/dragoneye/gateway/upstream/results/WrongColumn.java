package ai.dragoneye.gateway.upstream.results;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.format.BsonType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.Float16Type;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.UUIDType;

/**
 * A column of predictions that is missing, or is what it must not be.
 *
 * @param column its name, with "[]" for the elements of a list of numbers
 * @param inImages whether an image has use for it
 * @param found what there is instead, or "missing"
 */
record WrongColumn(
    String column, String expected, boolean inImages, String found, Consumer<SchemaEdit> edit) {
  private static final TimeUnit MICROS = TimeUnit.MICROS(new MicroSeconds());

  /** The archive of a fixture with that column wrong. */
  byte[] archive() {
    return ParquetSurgery.on("arrow-plain")
        // A timeline has that column only.
        .schema("object_id", element -> element.setName(isOfTimeline() ? column : "object_id"))
        .schema(schema -> edit.accept(SchemaEdit.of(schema, column)))
        .archive();
  }

  private boolean isOfTimeline() {
    return column.equals("timestamp_microseconds");
  }

  String message() {
    return "column %s is %s, expected %s".formatted(column.replace("[]", ""), found, expected);
  }

  @Override
  public String toString() {
    return column + " is " + found;
  }

  /** Every column, in every way. */
  static Stream<WrongColumn> all() {
    return Stream.of(
            integer("object_id", true),
            list("timestamp_ranges", false),
            ranges("timestamp_ranges"),
            list("bbox_observations", true),
            integer("bbox_observations.timestamp_microseconds", false),
            list("bbox_observations.normalized_bbox", true),
            elements("bbox_observations.normalized_bbox[]"),
            real("bbox_observations.bbox_score"),
            list("categories", true),
            integer("categories.category_id", true),
            text("categories.name"),
            real("categories.score"),
            list("categories.attributes", true),
            integer("categories.attributes.attribute_id", true),
            text("categories.attributes.attribute_name"),
            integer("categories.attributes.option_id", true),
            text("categories.attributes.option_name"),
            list("categories.attributes.timestamp_ranges", true),
            ranges("categories.attributes.timestamp_ranges"),
            real("categories.attributes.timestamp_ranges.score"))
        .flatMap(columns -> columns);
  }

  private static Stream<WrongColumn> ranges(String list) {
    return Stream.of("timestamp_start_us_inclusive", "timestamp_end_us_inclusive")
        .flatMap(name -> integer(list + "." + name, false));
  }

  static Stream<WrongColumn> integer(String column, boolean inImages) {
    Wrong wrong = new Wrong(column, "INT64 or INT32", inImages);
    return Stream.of(
            wrong.field(),
            wrong.types(Type.BOOLEAN, Type.INT96, Type.FLOAT, Type.DOUBLE),
            wrong.types(Type.BYTE_ARRAY, Type.FIXED_LEN_BYTE_ARRAY),
            wrong.annotated(Type.INT64, LogicalType.TIMESTAMP(new TimestampType(true, MICROS))),
            wrong.annotated(Type.INT64, LogicalType.TIME(new TimeType(true, MICROS))),
            wrong.annotated(Type.INT64, LogicalType.DECIMAL(new DecimalType(2, 9))),
            wrong.annotated(Type.INT32, LogicalType.DATE(new DateType())))
        .flatMap(columns -> columns);
  }

  private static Stream<WrongColumn> real(String column) {
    Wrong wrong = new Wrong(column, "DOUBLE or FLOAT", true);
    return Stream.concat(wrong.field(), wrong.noReal());
  }

  private static Stream<WrongColumn> elements(String list) {
    Wrong wrong = new Wrong(list, "DOUBLE or FLOAT", true);
    return Stream.concat(wrong.nested(), wrong.noReal());
  }

  private static Stream<WrongColumn> text(String column) {
    Wrong wrong = new Wrong(column, "BYTE_ARRAY (STRING)", true);
    return Stream.of(
            wrong.field(),
            wrong.types(Type.BOOLEAN, Type.INT32, Type.INT64, Type.INT96),
            wrong.types(Type.FLOAT, Type.DOUBLE, Type.FIXED_LEN_BYTE_ARRAY),
            wrong.annotated(Type.BYTE_ARRAY, LogicalType.JSON(new JsonType())),
            wrong.annotated(Type.BYTE_ARRAY, LogicalType.BSON(new BsonType())),
            wrong.annotated(Type.BYTE_ARRAY, LogicalType.DECIMAL(new DecimalType(2, 9))),
            wrong.annotated(Type.FIXED_LEN_BYTE_ARRAY, LogicalType.UUID(new UUIDType())))
        .flatMap(columns -> columns);
  }

  private static Stream<WrongColumn> list(String column, boolean inImages) {
    Wrong wrong = new Wrong(column, "a list", inImages);
    return Stream.of(
            wrong.missing(),
            wrong.types(Type.values()),
            wrong.with("a group of 1 fields", SchemaEdit::becomeStruct),
            wrong.with("a group of 1 fields", SchemaEdit::becomeOneElement))
        .flatMap(columns -> columns);
  }

  private record Wrong(String column, String expected, boolean inImages) {
    Stream<WrongColumn> field() {
      return Stream.concat(missing(), Stream.concat(repeated(), nested()));
    }

    Stream<WrongColumn> missing() {
      return with("missing", SchemaEdit::rename);
    }

    Stream<WrongColumn> repeated() {
      Type type = expected.startsWith("BYTE_ARRAY") ? Type.BYTE_ARRAY : Type.INT64;
      return with("repeated " + type, edit -> edit.becomeRepeated(type));
    }

    Stream<WrongColumn> nested() {
      return Stream.concat(
          with("a group of 1 fields", SchemaEdit::becomeStruct),
          with("a group of 1 fields", SchemaEdit::becomeList));
    }

    Stream<WrongColumn> noReal() {
      return Stream.concat(
          types(Type.BOOLEAN, Type.INT32, Type.INT64, Type.INT96, Type.BYTE_ARRAY),
          annotated(Type.FIXED_LEN_BYTE_ARRAY, LogicalType.FLOAT16(new Float16Type())));
    }

    Stream<WrongColumn> types(Type... types) {
      return Stream.of(types).flatMap(type -> with(type.name(), edit -> edit.become(type)));
    }

    Stream<WrongColumn> annotated(Type type, LogicalType annotation) {
      String found = "%s (%s)".formatted(type, annotation.getSetField());
      return with(found, edit -> edit.become(type, annotation));
    }

    Stream<WrongColumn> with(String found, Consumer<SchemaEdit> edit) {
      return Stream.of(new WrongColumn(column, expected, inImages, found, edit));
    }
  }
}
