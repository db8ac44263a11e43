package ai.dragoneye.gateway.upstream.results;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks the elements of a list, and checks that all columns under it agree about how many there
 * are.
 */
final class ListCursor {
  private final ListLayout layout;
  private final RowPosition position;
  private final List<ColumnCursor> columns = new ArrayList<>();

  ListCursor(ListLayout layout, RowPosition position) {
    this.layout = layout;
    this.position = position;
  }

  ListLayout layout() {
    return layout;
  }

  /** Every column below the list belongs to it, those below further lists too. */
  void add(ColumnCursor column) {
    columns.add(column);
  }

  /** Whether the list ahead is NULL, not merely empty. */
  boolean isNull() {
    return columns.getFirst().definition() < layout.nonNull();
  }

  /** Takes the list ahead: {@code readElement} has to take one entry of each column below. */
  void forEach(Runnable readElement) {
    if (!begin()) {
      columns.forEach(ColumnCursor::skip);
      return;
    }
    do {
      position.countListElement();
      readElement.run();
    } while (hasMore());
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
    boolean found = columns.getFirst().definition() >= layout.hasElement();
    for (ColumnCursor column : columns) {
      if (column.definition() >= layout.hasElement() != found) {
        throw disagree();
      }
    }
    return found;
  }

  private boolean hasMore() {
    boolean found = columns.getFirst().repetition() == layout.repetition();
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
