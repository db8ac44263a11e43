package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/** Reads a parquet file row by row, one row group's pages at a time. */
final class TableReader<T> implements ObjectReader<T> {
  private final TableColumns columns;
  private final ReaderMemory memory;
  private final Supplier<T> rowReader;
  private final Iterator<RowGroup> rowGroups;
  private long rowsAhead;

  private TableReader(TableColumns columns, ReaderMemory memory, Supplier<T> rowReader) {
    this.columns = columns;
    this.memory = memory;
    this.rowReader = rowReader;
    this.rowGroups = columns.rowGroups().iterator();
  }

  /**
   * @param rowReader makes, out of a table, what reads one row of it: takes exactly one entry, or
   *     list, of each of its columns
   */
  static <T> TableReader<T> open(
      MemberFile file,
      DecodeMemory memory,
      Function<TableColumns, ? extends Supplier<T>> rowReader) {
    ReaderMemory held = new ReaderMemory(memory, file.name());
    try {
      TableColumns columns = new TableColumns(file, held);
      return new TableReader<>(columns, held, rowReader.apply(columns));
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  long rowCount() {
    return columns.rowGroups().stream().mapToLong(RowGroup::getNum_rows).sum();
  }

  @Override
  public @Nullable T next() {
    try {
      return isAtEnd() ? null : readRow();
    } catch (UpstreamException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      // parquet-java answers broken pages with whatever its decoders run into.
      throw columns.position().corrupt("pages cannot be decoded", e);
    }
  }

  private boolean isAtEnd() {
    while (rowsAhead == 0) {
      if (!rowGroups.hasNext()) {
        close();
        return true;
      }
      RowGroup group = rowGroups.next();
      rowsAhead = group.getNum_rows();
      if (rowsAhead > 0) {
        columns.open(group);
      }
    }
    return false;
  }

  private T readRow() {
    columns.startRow();
    T row = rowReader.get();
    memory.run();
    rowsAhead--;
    if (rowsAhead == 0) {
      columns.finishGroup();
    }
    return row;
  }

  @Override
  public void close() {
    columns.close();
    memory.close();
  }
}
