package ai.dragoneye.gateway.upstream.results;

import java.util.Objects;
import org.apache.parquet.format.Type;

/** A column of ids or timestamps: INT64 or INT32. */
final class LongColumn extends NumberColumn {
  static final String EXPECTED = "INT64 or INT32";

  private final boolean unsigned;

  LongColumn(LeafColumn column, TableColumns table) {
    super(column, table);
    this.unsigned = isUnsigned();
  }

  static boolean accepts(SchemaNode.Leaf leaf) {
    boolean integer = leaf.physical() == Type.INT32 || leaf.physical() == Type.INT64;
    String annotation = Objects.requireNonNullElse(leaf.annotation(), "");
    return integer
        && (annotation.isEmpty()
            || annotation.startsWith("INT_")
            || annotation.startsWith("UINT_"));
  }

  /** The entry ahead, which has to have a value. */
  long next() {
    long value = nextBits();
    if (value < 0 && unsigned) {
      throw position().corrupt("column %s is over 2^63 - 1".formatted(column().name()));
    }
    return value;
  }
}
