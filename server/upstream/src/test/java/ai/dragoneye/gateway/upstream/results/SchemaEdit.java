package ai.dragoneye.gateway.upstream.results;

import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Makes a field of a schema another, in place: fields are named as messages name them. */
final class SchemaEdit {
  private final List<SchemaElement> schema;
  private final int index;

  private SchemaEdit(List<SchemaElement> schema, int index) {
    this.schema = schema;
    this.index = index;
  }

  /** Of the field of that name, or of the elements of that list where the name ends with "[]". */
  static SchemaEdit of(List<SchemaElement> schema, String column) {
    int at = 0;
    for (String name : column.replace("[]", ".[]").split("\\.", -1)) {
      at = name.equals("[]") ? elementOf(schema, at) : fieldOf(schema, at, name);
    }
    return new SchemaEdit(schema, at);
  }

  void rename() {
    element().setName("renamed");
  }

  void become(Type type) {
    replaceBy(leaf(type));
  }

  void become(Type type, LogicalType annotation) {
    replaceBy(leaf(type).setLogicalType(annotation));
  }

  void becomeRepeated(Type type) {
    replaceBy(leaf(type).setRepetition_type(FieldRepetitionType.REPEATED));
  }

  /** A struct that has what the field was. */
  void becomeStruct() {
    schema.add(index, group(element().getName(), FieldRepetitionType.OPTIONAL));
    schema.get(index + 1).setName("inner");
  }

  /** A list of what the field was. */
  void becomeList() {
    String name = element().getName();
    schema.add(index, group("list", FieldRepetitionType.REPEATED));
    schema.add(
        index, group(name, FieldRepetitionType.OPTIONAL).setConverted_type(ConvertedType.LIST));
    schema.get(index + 2).setName("element");
  }

  /** No list but what one was made of: the layer between is not repeated. */
  void becomeOneElement() {
    schema.get(index + 1).setRepetition_type(FieldRepetitionType.OPTIONAL);
  }

  private void replaceBy(SchemaElement replacement) {
    schema.subList(index + 1, end(schema, index)).clear();
    schema.set(index, replacement);
  }

  private SchemaElement leaf(Type type) {
    return new SchemaElement(element().getName())
        .setType(type)
        .setType_length(16)
        .setRepetition_type(FieldRepetitionType.OPTIONAL);
  }

  private SchemaElement element() {
    return schema.get(index);
  }

  private static SchemaElement group(String name, FieldRepetitionType repetition) {
    return new SchemaElement(name).setRepetition_type(repetition).setNum_children(1);
  }

  private static int fieldOf(List<SchemaElement> schema, int parent, String name) {
    int struct =
        schema.get(parent).getConverted_type() == ConvertedType.LIST
            ? elementOf(schema, parent)
            : parent;
    int child = struct + 1;
    while (!schema.get(child).getName().equals(name)) {
      child = end(schema, child);
    }
    return child;
  }

  /** In the layout of Arrow: list, repeated group, element. */
  private static int elementOf(List<SchemaElement> schema, int list) {
    return schema.get(list).isSetNum_children() ? list + 2 : list;
  }

  private static int end(List<SchemaElement> schema, int index) {
    int end = index + 1;
    for (int i = 0; i < schema.get(index).getNum_children(); i++) {
      end = end(schema, end);
    }
    return end;
  }
}
