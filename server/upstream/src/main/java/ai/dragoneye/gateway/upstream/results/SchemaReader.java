package ai.dragoneye.gateway.upstream.results;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/** Builds the tree out of the flat list in which the footer holds the schema. */
final class SchemaReader {
  private final MemberFile file;
  private final List<SchemaElement> elements;
  private int next;
  private final Deque<String> path = new ArrayDeque<>();
  private int leaves;

  private SchemaReader(MemberFile file, List<SchemaElement> elements) {
    this.file = file;
    this.elements = elements;
  }

  static SchemaNode.Group read(MemberFile file, List<SchemaElement> elements) {
    file.checkBound(elements.size(), "schema elements", file.bounds().schemaElements());
    SchemaReader reader = new SchemaReader(file, elements);
    SchemaNode root = reader.node(0);
    if (!(root instanceof SchemaNode.Group group) || reader.next != elements.size()) {
      throw file.corrupt("schema is not one tree");
    }
    return group;
  }

  private SchemaNode node(int depth) {
    file.checkBound(depth, "schema depth", file.bounds().schemaDepth());
    if (next == elements.size()) {
      throw file.corrupt("schema ends early");
    }
    SchemaElement element = elements.get(next++);
    path.addLast(element.getName());
    SchemaNode node = element.isSetType() ? leaf(element) : group(element, depth);
    path.removeLast();
    return node;
  }

  private SchemaNode leaf(SchemaElement element) {
    if (element.getType() == null) {
      throw file.corrupt("schema has a column of unknown type");
    }
    return new SchemaNode.Leaf(
        element.getName(),
        repetition(element),
        annotation(element),
        leaves++,
        path.stream().skip(1).toList(),
        element.getType(),
        element.getType_length());
  }

  private SchemaNode group(SchemaElement element, int depth) {
    List<SchemaNode> children = new ArrayList<>();
    for (int i = 0; i < element.getNum_children(); i++) {
      children.add(node(depth + 1));
    }
    return new SchemaNode.Group(
        element.getName(), repetition(element), annotation(element), List.copyOf(children));
  }

  /** The root has none. */
  private static FieldRepetitionType repetition(SchemaElement element) {
    return element.isSetRepetition_type()
        ? element.getRepetition_type()
        : FieldRepetitionType.REQUIRED;
  }

  /**
   * Name of the logical type, or else of its older form, the converted type; for integers always of
   * the latter.
   */
  private static @Nullable String annotation(SchemaElement element) {
    if (element.isSetLogicalType() && element.getLogicalType().isSet()) {
      LogicalType type = element.getLogicalType();
      return type.isSetINTEGER()
          ? (type.getINTEGER().isIsSigned() ? "INT_" : "UINT_") + type.getINTEGER().getBitWidth()
          : type.getSetField().name();
    }
    return element.isSetConverted_type() ? element.getConverted_type().name() : null;
  }
}
