package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A column of the file that is read.
 *
 * @param name its fields from the root on, without the layers of lists, for example {@code
 *     categories.name}
 */
record LeafColumn(String name, SchemaNode.Leaf leaf, int maxRepetition, int maxDefinition) {
  /** What parquet-java's decoders need to know about it. */
  ColumnDescriptor descriptor() {
    PrimitiveType type =
        new PrimitiveType(Repetition.OPTIONAL, typeName(), leaf.typeLength(), leaf.name());
    return new ColumnDescriptor(new String[] {name}, type, maxRepetition, maxDefinition);
  }

  private PrimitiveTypeName typeName() {
    return switch (leaf.physical()) {
      case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
      case INT32 -> PrimitiveTypeName.INT32;
      case INT64 -> PrimitiveTypeName.INT64;
      case INT96 -> PrimitiveTypeName.INT96;
      case FLOAT -> PrimitiveTypeName.FLOAT;
      case DOUBLE -> PrimitiveTypeName.DOUBLE;
      case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
      case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    };
  }
}
