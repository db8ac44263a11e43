package ai.dragoneye.gateway.upstream.results;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.api.PrimitiveConverter;

/** The columns of a parquet file that are read, and the row group they stand in. */
final class TableColumns {
  /** parquet-java wants one; values are taken from the column readers instead. */
  private static final PrimitiveConverter NO_CONVERTER = new PrimitiveConverter() {};

  private final ParquetFooter footer;
  private final RowPosition position;
  private final ReaderMemory memory;
  private final List<ColumnCursor> cursors = new ArrayList<>();
  private final List<PageMemory> pageMemories = new ArrayList<>();

  TableColumns(MemberFile file, ReaderMemory memory) {
    this.footer = ParquetFooter.read(file, memory);
    this.position = new RowPosition(file);
    this.memory = memory;
  }

  StructFields root() {
    return new StructFields(this, SchemaField.root(footer.schema()), List.of());
  }

  RowPosition position() {
    return position;
  }

  List<RowGroup> rowGroups() {
    return footer.rowGroups();
  }

  void add(ColumnCursor cursor) {
    cursors.add(cursor);
  }

  /** Places all cursors before the first row of a group that has rows. */
  void open(RowGroup group) {
    for (ColumnCursor cursor : cursors) {
      LeafColumn column = cursor.column();
      ColumnMetaData chunk = chunk(group, column);
      PageMemory held = new PageMemory(memory);
      pageMemories.add(held);
      ChunkPages pages = new ChunkPages(position.file(), column, chunk, footer.dataEnd(), held);
      cursor.open(
          new ColumnReaderImpl(column.descriptor(), pages, NO_CONVERTER, footer.writer()),
          chunk.getNum_values());
    }
  }

  void startRow() {
    position.startRow();
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

  void finishGroup() {
    for (ColumnCursor cursor : cursors) {
      if (!cursor.isExhausted()) {
        throw position
            .file()
            .corrupt("column %s goes on after the last row".formatted(cursor.column().name()));
      }
    }
    close();
  }

  /** Lets go of all pages. */
  void close() {
    cursors.forEach(ColumnCursor::close);
    pageMemories.forEach(PageMemory::free);
    pageMemories.clear();
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
