package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.Type;

/** A column of scores or coordinates: DOUBLE or FLOAT. */
final class DoubleColumn extends ColumnCursor {
  static final String EXPECTED = "DOUBLE or FLOAT";

  private final boolean narrow;

  DoubleColumn(LeafColumn column, RowPosition position) {
    super(column, position);
    this.narrow = column.leaf().physical() == Type.FLOAT;
  }

  static boolean accepts(SchemaNode.Leaf leaf) {
    boolean floating = leaf.physical() == Type.FLOAT || leaf.physical() == Type.DOUBLE;
    return floating && leaf.annotation() == null;
  }

  double next() {
    ColumnReader reader = value();
    double value = narrow ? reader.getFloat() : reader.getDouble();
    consume();
    return value;
  }
}
