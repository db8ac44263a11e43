package ai.dragoneye.gateway.upstream.results;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks the elements of a list, and checks that all columns under it agree about how many there
 * are.
 */
final class ListColumns {
  private final ListLayout layout;
  private final RowPosition position;
  private final List<ColumnCursor> added = new ArrayList<>();
  private ColumnCursor[] columns = {};
  private boolean inside;

  ListColumns(ListLayout layout, RowPosition position) {
    this.layout = layout;
    this.position = position;
  }

  ListLayout layout() {
    return layout;
  }

  /** Every column below the list belongs to it, those below further lists too. */
  void add(ColumnCursor column) {
    added.add(column);
    columns = added.toArray(ColumnCursor[]::new);
  }

  /** Whether the list ahead is NULL, not merely empty. */
  boolean isNull() {
    return columns[0].definition() < layout.nonNull();
  }

  /**
   * Moves to the next element, of which one entry, or list, of each column has to be taken; false
   * behind the last one, where the next list of the columns is ahead.
   */
  boolean next() {
    inside = inside ? hasMore() : begin();
    if (inside) {
      position.countListElements(1);
    }
    return inside;
  }

  /** Passes over the list ahead. */
  void skip() {
    for (ColumnCursor column : columns) {
      do {
        column.skip();
      } while (column.repetition() >= layout.repetition());
    }
  }

  private boolean begin() {
    boolean found = columns[0].definition() >= layout.hasElement();
    for (ColumnCursor column : columns) {
      if (column.definition() >= layout.hasElement() != found) {
        throw disagree();
      }
    }
    if (!found) {
      for (ColumnCursor column : columns) {
        column.skip();
      }
    }
    return found;
  }

  private boolean hasMore() {
    boolean found = columns[0].repetition() == layout.repetition();
    for (ColumnCursor column : columns) {
      if (column.repetition() == layout.repetition() != found) {
        throw disagree();
      }
    }
    return found;
  }

  private RuntimeException disagree() {
    return position.corrupt("columns of %s disagree about its length".formatted(layout.name()));
  }
}
