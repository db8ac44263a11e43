package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.format.Type;

/** A column of scores or coordinates: DOUBLE or FLOAT. */
final class DoubleColumn extends NumberColumn {
  static final String EXPECTED = "DOUBLE or FLOAT";

  DoubleColumn(LeafColumn column, TableColumns table) {
    super(column, table);
  }

  static boolean accepts(SchemaNode.Leaf leaf) {
    boolean floating = leaf.physical() == Type.FLOAT || leaf.physical() == Type.DOUBLE;
    return floating && leaf.annotation() == null;
  }
}
