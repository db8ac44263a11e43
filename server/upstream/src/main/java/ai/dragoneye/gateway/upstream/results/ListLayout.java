package ai.dragoneye.gateway.upstream.results;

import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.jspecify.annotations.Nullable;

/**
 * How a list is laid out in the levels of the columns under it.
 *
 * @param name the fields from the root on
 * @param repetition repetition level of a further element of the same list
 * @param nonNull definition level from which on the list is not NULL
 * @param hasElement definition level from which on the list has an element (which itself may be
 *     NULL)
 * @param element the element
 */
record ListLayout(String name, int repetition, int nonNull, int hasElement, SchemaField element) {
  /**
   * Recognises the layouts of all writers, by parquet's rules for old ones: a repeated field, two
   * layers (the repeated one is the element), three layers (the repeated one holds the element).
   * Null where the field is no list.
   */
  static @Nullable ListLayout of(SchemaField field) {
    if (field.isRepeated()) {
      // Such a list is never NULL, only empty.
      return new ListLayout(
          field.name(),
          field.maxRepetition(),
          field.maxDefinition() - 1,
          field.maxDefinition(),
          field);
    }
    if (field.node() instanceof SchemaNode.Leaf leaf && leaf.isAlwaysNull()) {
      int never = field.maxDefinition() + 1;
      return new ListLayout(field.name(), field.maxRepetition() + 1, never, never, field);
    }
    return ofLayers(field);
  }

  private static @Nullable ListLayout ofLayers(SchemaField field) {
    List<SchemaNode> children = field.children();
    if (children.size() != 1 || children.getFirst().repetition() != FieldRepetitionType.REPEATED) {
      return null;
    }
    SchemaField repeated = field.layer(children.getFirst());
    return new ListLayout(
        field.name(),
        repeated.maxRepetition(),
        field.maxDefinition(),
        repeated.maxDefinition(),
        element(field, repeated));
  }

  private static SchemaField element(SchemaField list, SchemaField repeated) {
    List<SchemaNode> children = repeated.children();
    String name = repeated.node().name();
    boolean isElement =
        children.size() != 1
            || children.getFirst().repetition() == FieldRepetitionType.REPEATED
            || name.equals("array")
            || name.equals(list.node().name() + "_tuple");
    return isElement ? repeated : repeated.layer(children.getFirst());
  }
}
