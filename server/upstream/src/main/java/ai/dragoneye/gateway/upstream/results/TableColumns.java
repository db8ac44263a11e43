package ai.dragoneye.gateway.upstream.results;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/** Columns of a parquet file that are read together, and the row that they stand in. */
final class TableColumns {
  /** What writers make of pages at most, as a rule; larger ones find their memory as they come. */
  private static final long USUAL_PAGE_BYTES = 1 << 20;

  // Two levels and a value.
  private static final long ENTRY_BYTES = 2 + Long.BYTES;

  private final ParquetFooter footer;
  private final RowPosition position;
  private final ReaderMemory memory;
  private final PageCodecs codecs;
  private final List<ColumnCursor> cursors = new ArrayList<>();

  TableColumns(MemberFile file, ParquetFooter footer, ReaderMemory memory, PageCodecs codecs) {
    this.footer = footer;
    this.position = new RowPosition(file);
    this.memory = memory;
    this.codecs = codecs;
  }

  StructFields root() {
    return new StructFields(this, SchemaField.root(footer.schema()), List.of());
  }

  List<RowGroup> rowGroups() {
    return footer.rowGroups();
  }

  RowPosition position() {
    return position;
  }

  ReaderMemory memory() {
    return memory;
  }

  void add(ColumnCursor cursor) {
    cursors.add(cursor);
  }

  PageSpace spaceFor(LeafColumn column) {
    return new PageSpace(column, memory, codecs);
  }

  /** Reserves by the footer what a row group usually takes, before any page of it is opened. */
  void expect(RowGroup group) {
    long bytes = 0;
    for (ColumnCursor cursor : cursors) {
      ColumnMetaData chunk = chunk(group, cursor.column());
      bytes += Math.clamp(chunk.getTotal_uncompressed_size(), 0, USUAL_PAGE_BYTES);
      bytes += Math.min(chunk.getNum_values(), ColumnCursor.WINDOW) * ENTRY_BYTES;
    }
    memory.expect(bytes);
  }

  /** Places all cursors before a row of a group, counted from its first. */
  void open(RowGroup group, long row) {
    for (ColumnCursor cursor : cursors) {
      LeafColumn column = cursor.column();
      cursor.open(
          new ColumnPages(
              position.file(), column, chunk(group, column), footer.dataEnd(), cursor.space()),
          row);
    }
  }

  /** Passes over whole rows. */
  void skipRows(long count) {
    for (ColumnCursor cursor : cursors) {
      cursor.skipRows(count);
    }
  }

  /** Stands at the start of a row, or finds that it does not. */
  void startRow(long row) {
    position.startRow(row);
    for (ColumnCursor cursor : cursors) {
      if (cursor.isExhausted()) {
        throw position.corrupt("column %s ends".formatted(cursor.column().name()));
      }
      if (cursor.repetition() != 0) {
        throw position.corrupt(
            "column %s continues the row before".formatted(cursor.column().name()));
      }
    }
  }

  /** Holds against all columns that the last row of the group was read. */
  void requireEnd() {
    for (ColumnCursor cursor : cursors) {
      if (!cursor.isExhausted()) {
        throw position
            .file()
            .corrupt("column %s goes on after the last row".formatted(cursor.column().name()));
      }
    }
  }

  private ColumnMetaData chunk(RowGroup group, LeafColumn column) {
    List<ColumnChunk> chunks = group.getColumns();
    SchemaNode.Leaf leaf = column.leaf();
    ColumnMetaData chunk =
        leaf.ordinal() < chunks.size() ? chunks.get(leaf.ordinal()).getMeta_data() : null;
    if (chunk == null
        || chunk.getType() != leaf.physical()
        || !leaf.path().equals(chunk.getPath_in_schema())) {
      throw position
          .file()
          .corrupt("column %s is not where the schema has it".formatted(column.name()));
    }
    if (chunk.getNum_values() < group.getNum_rows()) {
      throw position
          .file()
          .corrupt(
              "column %s has %d entries for %d rows"
                  .formatted(column.name(), chunk.getNum_values(), group.getNum_rows()));
    }
    return chunk;
  }
}
