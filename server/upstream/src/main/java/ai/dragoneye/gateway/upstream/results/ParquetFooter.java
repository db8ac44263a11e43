package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import shaded.parquet.org.apache.thrift.TException;

/**
 * What the end of a parquet file says about it.
 *
 * @param dataEnd where the pages end and the footer starts
 */
record ParquetFooter(SchemaNode.Group schema, List<RowGroup> rowGroups, long dataEnd) {
  private static final int MAGIC = 0x3152_4150;
  private static final int ENCRYPTED_MAGIC = 0x4552_4150;
  private static final int MAGIC_LENGTH = 4;
  private static final int TAIL_LENGTH = 8;

  /** Takes {@code memory} for it, which the reader holds to its end. */
  static ParquetFooter read(MemberFile file, ReaderMemory memory) {
    long size = file.bytes().size();
    if (size < MAGIC_LENGTH + TAIL_LENGTH) {
      throw file.corrupt("not a parquet file: %d bytes are too few".formatted(size));
    }
    ByteBuffer tail = file.read(size - TAIL_LENGTH, TAIL_LENGTH);
    checkMagic(file, tail.getInt(4));
    long length = Integer.toUnsignedLong(tail.getInt(0));
    long dataEnd = size - TAIL_LENGTH - length;
    if (length == 0 || dataEnd < MAGIC_LENGTH) {
      throw file.corrupt("footer of %d bytes does not fit its %d bytes".formatted(length, size));
    }
    file.checkBound(length, "footer bytes", file.bounds().footerBytes());
    memory.take(length);
    FileMetaData metadata = parse(file, file.read(dataEnd, (int) length).array(), memory);
    memory.give(length);
    checkRows(file, metadata);
    checkPages(file, metadata, dataEnd);
    return new ParquetFooter(
        SchemaReader.read(file, metadata.getSchema()), metadata.getRow_groups(), dataEnd);
  }

  private static void checkMagic(MemberFile file, int magic) {
    if (magic == ENCRYPTED_MAGIC) {
      throw file.corrupt("is encrypted");
    }
    if (magic != MAGIC) {
      throw file.corrupt("not a parquet file, or truncated: it does not end with PAR1");
    }
  }

  private static FileMetaData parse(MemberFile file, byte[] footer, ReaderMemory memory) {
    try {
      memory.take(ThriftCost.of(footer));
      return ThriftReader.read(new ByteArrayInputStream(footer), new FileMetaData(), footer.length);
    } catch (UpstreamException e) {
      throw e;
    } catch (TException | RuntimeException e) {
      throw file.corrupt("footer cannot be decoded", e);
    }
  }

  private static void checkRows(MemberFile file, FileMetaData metadata) {
    long rows = 0;
    for (RowGroup group : metadata.getRow_groups()) {
      if (group.getNum_rows() < 0) {
        throw file.corrupt("a row group has %d rows".formatted(group.getNum_rows()));
      }
      file.checkBound(group.getNum_rows(), "rows", file.bounds().rows());
      rows += group.getNum_rows();
      file.checkBound(rows, "rows", file.bounds().rows());
    }
    if (rows != metadata.getNum_rows()) {
      throw file.corrupt(
          "row groups have %d rows, the file says %d".formatted(rows, metadata.getNum_rows()));
    }
  }

  /** Columns that share pages would make work without end out of a few of them. */
  private static void checkPages(MemberFile file, FileMetaData metadata, long dataEnd) {
    long bytes = 0;
    for (RowGroup group : metadata.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        long size = column.isSetMeta_data() ? column.getMeta_data().getTotal_compressed_size() : 0;
        // What is outside the file by itself is told when the column is opened.
        bytes += size > 0 && size <= dataEnd ? size : 0;
      }
    }
    if (bytes > dataEnd) {
      throw file.corrupt(
          "columns of %d bytes in all share the %d bytes of its pages".formatted(bytes, dataEnd));
    }
  }
}
