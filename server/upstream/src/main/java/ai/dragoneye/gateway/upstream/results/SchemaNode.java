package ai.dragoneye.gateway.upstream.results;

import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** A node of a parquet file's schema. */
sealed interface SchemaNode {
  String name();

  FieldRepetitionType repetition();

  /** Inner node: a struct, a list or one of the layers of a list. */
  record Group(
      String name,
      FieldRepetitionType repetition,
      @Nullable String annotation,
      List<SchemaNode> children)
      implements SchemaNode {}

  /**
   * A column.
   *
   * @param ordinal its place among the columns of a row group
   * @param path names of the nodes from below the root down to it
   * @param typeLength bytes of a FIXED_LEN_BYTE_ARRAY
   * @param annotation name of the logical type, or null where there is none
   */
  record Leaf(
      String name,
      FieldRepetitionType repetition,
      @Nullable String annotation,
      int ordinal,
      List<String> path,
      Type physical,
      int typeLength)
      implements SchemaNode {
    /** All values are NULL: what writers choose for a column whose type they could not infer. */
    boolean isAlwaysNull() {
      return "UNKNOWN".equals(annotation);
    }

    /** What a value takes at least in a dictionary. */
    int minValueBytes() {
      return switch (physical) {
        case BOOLEAN -> 0;
        case INT32, FLOAT, BYTE_ARRAY -> Integer.BYTES;
        case INT64, DOUBLE -> Long.BYTES;
        case INT96 -> 12;
        case FIXED_LEN_BYTE_ARRAY -> typeLength;
      };
    }

    /** For messages, for example {@code BYTE_ARRAY (STRING)}. */
    String typeName() {
      return annotation == null ? physical.name() : "%s (%s)".formatted(physical, annotation);
    }
  }
}
