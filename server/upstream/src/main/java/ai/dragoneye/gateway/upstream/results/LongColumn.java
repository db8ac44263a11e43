package ai.dragoneye.gateway.upstream.results;

import java.util.Objects;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.Type;

/** A column of ids or timestamps: INT64 or INT32. */
final class LongColumn extends ColumnCursor {
  static final String EXPECTED = "INT64 or INT32";

  private final boolean narrow;
  private final boolean unsigned;

  LongColumn(LeafColumn column, RowPosition position) {
    super(column, position);
    this.narrow = column.leaf().physical() == Type.INT32;
    this.unsigned = annotation(column.leaf()).startsWith("UINT_");
  }

  static boolean accepts(SchemaNode.Leaf leaf) {
    boolean integer = leaf.physical() == Type.INT32 || leaf.physical() == Type.INT64;
    String annotation = annotation(leaf);
    return integer
        && (annotation.isEmpty()
            || annotation.startsWith("INT_")
            || annotation.startsWith("UINT_"));
  }

  long next() {
    ColumnReader reader = value();
    long value = narrow ? widen(reader.getInteger()) : reader.getLong();
    if (unsigned && value < 0) {
      throw position().corrupt("column %s is over 2^63 - 1".formatted(column().name()));
    }
    consume();
    return value;
  }

  private long widen(int value) {
    return unsigned ? Integer.toUnsignedLong(value) : value;
  }

  private static String annotation(SchemaNode.Leaf leaf) {
    return Objects.requireNonNullElse(leaf.annotation(), "");
  }
}
