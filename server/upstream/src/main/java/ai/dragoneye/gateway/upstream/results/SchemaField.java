package ai.dragoneye.gateway.upstream.results;

import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.jspecify.annotations.Nullable;

/**
 * A node of the schema with the levels that values under it carry.
 *
 * @param name the fields from the root on, without the layers of lists; empty for the root
 * @param maxRepetition how many repeated nodes there are from the root down to this one
 * @param maxDefinition the definition level from which on this node is there and not NULL
 */
record SchemaField(String name, SchemaNode node, int maxRepetition, int maxDefinition) {
  static SchemaField root(SchemaNode.Group schema) {
    return new SchemaField("", schema, 0, 0);
  }

  /**
   * The struct field of that name, or null where there is none. A struct that is always NULL has
   * every field.
   */
  @Nullable SchemaField find(MemberFile file, String field) {
    if (node instanceof SchemaNode.Leaf leaf && leaf.isAlwaysNull()) {
      return new SchemaField(qualify(field), node, maxRepetition, maxDefinition);
    }
    SchemaField found = null;
    for (SchemaNode child : children()) {
      if (child.name().equals(field)) {
        if (found != null) {
          throw file.corrupt("column %s occurs twice".formatted(qualify(field)));
        }
        found = down(child, qualify(field));
      }
    }
    return found;
  }

  /** The field's full name. */
  String qualify(String field) {
    return name.isEmpty() ? field : name + "." + field;
  }

  /** The node below this one in the layers of a list. */
  SchemaField layer(SchemaNode child) {
    return down(child, name);
  }

  List<SchemaNode> children() {
    return node instanceof SchemaNode.Group group ? group.children() : List.of();
  }

  boolean isRepeated() {
    return node.repetition() == FieldRepetitionType.REPEATED;
  }

  private SchemaField down(SchemaNode child, String childName) {
    return switch (child.repetition()) {
      case REQUIRED -> new SchemaField(childName, child, maxRepetition, maxDefinition);
      case OPTIONAL -> new SchemaField(childName, child, maxRepetition, maxDefinition + 1);
      case REPEATED -> new SchemaField(childName, child, maxRepetition + 1, maxDefinition + 1);
    };
  }
}
