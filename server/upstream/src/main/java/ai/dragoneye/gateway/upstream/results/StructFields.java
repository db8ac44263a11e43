package ai.dragoneye.gateway.upstream.results;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of a struct by name and makes the cursors that read them. What is not asked for
 * is never read.
 */
final class StructFields {
  private final TableColumns table;
  private final SchemaField struct;
  private final List<ListColumns> lists;

  /**
   * @param lists the lists in which the struct stands, outermost first
   */
  StructFields(TableColumns table, SchemaField struct, List<ListColumns> lists) {
    this.table = table;
    this.struct = struct;
    this.lists = lists;
  }

  LongColumn longs(String name) {
    SchemaField field = find(name, LongColumn.EXPECTED);
    return column(field, LongColumn.EXPECTED, LongColumn::accepts, LongColumn::new);
  }

  DoubleColumn doubles(String name) {
    return doubles(find(name, DoubleColumn.EXPECTED));
  }

  TextColumn texts(String name) {
    SchemaField field = find(name, TextColumn.EXPECTED);
    return column(field, TextColumn.EXPECTED, TextColumn::accepts, TextColumn::new);
  }

  ListColumns list(String name) {
    SchemaField field = find(name, "a list");
    ListLayout layout = ListLayout.of(field);
    if (layout == null) {
      throw unusable(field, "a list");
    }
    return new ListColumns(layout, table.position());
  }

  /** The fields of the structs in a list. */
  StructFields structsOf(ListColumns list) {
    return inside(list, list.layout().element());
  }

  /** The elements of a list of numbers. */
  DoubleColumn doublesOf(ListColumns list) {
    SchemaField element = list.layout().element();
    return inside(list, element).doubles(element);
  }

  private StructFields inside(ListColumns list, SchemaField element) {
    return new StructFields(
        table, element, Stream.concat(lists.stream(), Stream.of(list)).toList());
  }

  private DoubleColumn doubles(SchemaField field) {
    return column(field, DoubleColumn.EXPECTED, DoubleColumn::accepts, DoubleColumn::new);
  }

  private <C extends ColumnCursor> C column(
      SchemaField field,
      String expected,
      Predicate<SchemaNode.Leaf> accepts,
      BiFunction<LeafColumn, TableColumns, C> constructor) {
    boolean isElement = field.equals(struct);
    if (!(field.node() instanceof SchemaNode.Leaf leaf)
        || (field.isRepeated() && !isElement)
        || !(leaf.isAlwaysNull() || accepts.test(leaf))) {
      throw unusable(field, expected);
    }
    LeafColumn column =
        new LeafColumn(field.name(), leaf, field.maxRepetition(), field.maxDefinition());
    C cursor = constructor.apply(column, table);
    table.add(cursor);
    lists.forEach(list -> list.add(cursor));
    return cursor;
  }

  private SchemaField find(String name, String expected) {
    MemberFile file = table.position().file();
    @Nullable SchemaField field = struct.find(file, name);
    if (field == null) {
      throw file.corrupt(
          "column %s is missing, expected %s".formatted(struct.qualify(name), expected));
    }
    return field;
  }

  private RuntimeException unusable(SchemaField field, String expected) {
    String type =
        switch (field.node()) {
          case SchemaNode.Leaf leaf when field.isRepeated() -> "repeated " + leaf.typeName();
          case SchemaNode.Leaf leaf -> leaf.typeName();
          case SchemaNode.Group group -> "a group of %d fields".formatted(group.children().size());
        };
    return table
        .position()
        .file()
        .corrupt("column %s is %s, expected %s".formatted(field.name(), type, expected));
  }
}
