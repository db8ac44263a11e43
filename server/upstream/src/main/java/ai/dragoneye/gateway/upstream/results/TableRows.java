package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.parquet.format.RowGroup;

/**
 * Moves columns from row to row through all row groups. Rows that are left out are not even looked
 * at before a later one is read.
 */
final class TableRows {
  private final TableColumns columns;
  private final Iterator<RowGroup> groups;
  private long groupEnd;
  private long nextRow;
  private boolean expected;

  TableRows(TableColumns columns) {
    this.columns = columns;
    this.groups = columns.rowGroups().iterator();
  }

  /** Moves to a row of the file, behind all that were read. */
  void moveTo(long row) {
    if (row != nextRow || row >= groupEnd) {
      decode(() -> seek(row));
    }
    nextRow = row + 1;
    columns.startRow(row);
  }

  /** All columns have taken all of the row. */
  void endRow() {
    if (nextRow == groupEnd) {
      columns.requireEnd();
    }
  }

  /** So much more was made of the row, whose names may be many times what they take in the file. */
  void countObjectBytes(int bytes) {
    columns.position().countObjectBytes(bytes);
  }

  /** Reads something of the row; whatever goes wrong names it. */
  boolean decode(BooleanSupplier reading) {
    try {
      return reading.getAsBoolean();
    } catch (UpstreamException | UncheckedIOException | CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      // parquet-java answers broken pages with whatever its decoders run into, and so do we.
      throw columns.position().corrupt("pages cannot be decoded", e);
    }
  }

  private boolean seek(long row) {
    columns.position().startRow(row);
    if (row < groupEnd) {
      columns.skipRows(row - nextRow);
    } else {
      openGroup(row);
    }
    return true;
  }

  private void openGroup(long row) {
    RowGroup group = groups.next();
    long start = groupEnd;
    while (row >= start + group.getNum_rows()) {
      start += group.getNum_rows();
      group = groups.next();
    }
    groupEnd = start + group.getNum_rows();
    if (!expected) {
      columns.expect(group);
      expected = true;
    }
    columns.open(group, row - start);
  }
}
