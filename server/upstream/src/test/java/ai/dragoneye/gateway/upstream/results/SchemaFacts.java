package ai.dragoneye.gateway.upstream.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;

/** What a schema does with the freedom that the table of results leaves. */
final class SchemaFacts {
  /** The fields of each struct in the order of the documentation, by the struct's name. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "",
          List.of("object_id", "timestamp_ranges", "bbox_observations", "categories"),
          "bbox_observations",
          List.of("timestamp_microseconds", "normalized_bbox", "bbox_score"),
          "categories",
          List.of("category_id", "name", "score", "attributes"),
          "attributes",
          List.of("attribute_id", "attribute_name", "option_id", "option_name", "timestamp_ranges"),
          "timestamp_ranges",
          List.of("timestamp_start_us_inclusive", "timestamp_end_us_inclusive", "score"));

  private static final List<String> LISTS =
      List.of(
          "timestamp_ranges", "bbox_observations", "normalized_bbox", "categories", "attributes");

  private final Set<String> facts = new TreeSet<>();

  private SchemaFacts() {}

  static Set<String> of(List<SchemaElement> schema) {
    SchemaFacts schemaFacts = new SchemaFacts();
    schemaFacts.addStruct("", Node.read(schema.iterator()));
    return schemaFacts.facts;
  }

  static int maxRepetition(List<SchemaElement> schema, List<String> path) {
    Node node = Node.read(schema.iterator());
    int repetition = 0;
    for (String name : path) {
      node = node.child(name);
      repetition += node.is(FieldRepetitionType.REPEATED) ? 1 : 0;
    }
    return repetition;
  }

  private void addStruct(String name, Node struct) {
    List<String> known = FIELDS.getOrDefault(name, List.of());
    List<String> present = new ArrayList<>();
    for (Node field : struct.children()) {
      if (known.contains(field.name())) {
        present.add(field.name());
        addField(field);
      } else {
        addUnknown(name, field);
      }
    }
    if (!present.equals(known.stream().filter(present::contains).toList())) {
      facts.add(name.isEmpty() ? "columns in another order" : "fields in another order");
    }
  }

  private void addUnknown(String struct, Node field) {
    facts.add(struct.isEmpty() ? "unknown column" : "unknown field in " + struct);
    facts.add("unknown " + (field.element().isSetType() ? field.element().getType() : "group"));
  }

  private void addField(Node field) {
    if (LISTS.contains(field.name())) {
      addList(field);
    } else {
      facts.add((field.is(FieldRepetitionType.REQUIRED) ? "required" : "optional") + " field");
      facts.add("type " + type(field.element()));
    }
  }

  /** The physical type, and whether a logical one takes the sign away. */
  static String type(SchemaElement element) {
    boolean unsigned =
        element.isSetConverted_type() && element.getConverted_type().name().startsWith("UINT");
    return element.getType() + (unsigned ? " unsigned" : "");
  }

  private void addList(Node list) {
    if (list.is(FieldRepetitionType.REPEATED)) {
      facts.add("list as repeated %s".formatted(list.isStruct() ? "struct" : "number"));
      addStruct(list.name(), list);
      return;
    }
    if (!list.isStruct()) {
      facts.add("list that is always NULL, without a type");
      return;
    }
    facts.add((list.is(FieldRepetitionType.REQUIRED) ? "required" : "optional") + " list");
    addLayers(list, list.children().getFirst());
  }

  private void addLayers(Node list, Node repeated) {
    String outer = repeated.name().equals(list.name() + "_tuple") ? "*_tuple" : repeated.name();
    boolean three = repeated.children().size() == 1 && !outer.equals("array");
    Node element = three ? repeated.children().getFirst() : repeated;
    String inner = three ? "." + element.name() : "";
    facts.add("list %s%s of %ss".formatted(outer, inner, element.isStruct() ? "struct" : "number"));
    if (three) {
      facts.add((element.is(FieldRepetitionType.REQUIRED) ? "required" : "optional") + " element");
    }
    if (element.isStruct()) {
      addStruct(list.name(), element);
    }
  }

  private record Node(SchemaElement element, List<Node> children) {
    static Node read(Iterator<SchemaElement> elements) {
      SchemaElement element = elements.next();
      List<Node> children = new ArrayList<>();
      for (int i = 0; i < element.getNum_children(); i++) {
        children.add(read(elements));
      }
      return new Node(element, children);
    }

    String name() {
      return element.getName();
    }

    boolean is(FieldRepetitionType repetition) {
      return element.getRepetition_type() == repetition;
    }

    boolean isStruct() {
      return !element.isSetType();
    }

    Node child(String name) {
      Map<String, Node> byName = new HashMap<>();
      children.forEach(child -> byName.put(child.name(), child));
      return byName.getOrDefault(name, this);
    }
  }
}
