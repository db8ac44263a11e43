package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks the entries of a column: each a value or NULL with its levels. Opened anew for every row
 * group.
 */
class ColumnCursor {
  private final LeafColumn column;
  private final RowPosition position;
  private @Nullable ColumnReader reader;
  private long ahead;

  ColumnCursor(LeafColumn column, RowPosition position) {
    this.column = column;
    this.position = position;
  }

  final LeafColumn column() {
    return column;
  }

  final RowPosition position() {
    return position;
  }

  final void open(ColumnReader newReader, long entries) {
    reader = newReader;
    ahead = entries;
  }

  /** Lets go of its pages. */
  final void close() {
    reader = null;
  }

  final boolean isExhausted() {
    return ahead == 0;
  }

  /** Repetition level of the entry ahead; 0 behind the last one, as before the first of any row. */
  final int repetition() {
    return isExhausted() ? 0 : reader().getCurrentRepetitionLevel();
  }

  /** Definition level of the entry ahead. */
  final int definition() {
    return reader().getCurrentDefinitionLevel();
  }

  final boolean isNull() {
    return definition() < column.maxDefinition();
  }

  /** Passes over the entry ahead. */
  final void skip() {
    if (!isNull()) {
      reader().skip();
    }
    consume();
  }

  /**
   * The reader, placed on an entry that has a value; the caller takes it and calls {@link
   * #consume}.
   */
  final ColumnReader value() {
    if (isNull()) {
      throw position.corrupt("column %s is NULL".formatted(column.name()));
    }
    return reader();
  }

  final void consume() {
    if (isExhausted()) {
      throw position.corrupt("column %s has too few entries".formatted(column.name()));
    }
    ahead--;
    reader().consume();
  }

  private ColumnReader reader() {
    if (reader == null) {
      throw new IllegalStateException("column %s is not open".formatted(column.name()));
    }
    return reader;
  }
}
