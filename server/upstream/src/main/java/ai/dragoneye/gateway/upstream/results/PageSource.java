package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;

/** The pages of a column in a row group as they are stored, in order. */
final class PageSource {
  /** Beyond any header that a writer makes: statistics in it hold at most two values. */
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private final MemberFile file;
  private final LeafColumn column;
  private final SourceInputStream in;
  private @Nullable PageHeader peeked;

  /**
   * @param dataEnd where the pages of the file end
   */
  PageSource(MemberFile file, LeafColumn column, ColumnMetaData chunk, long dataEnd) {
    this.file = file;
    this.column = column;
    long start = firstPageOffset(chunk);
    long size = chunk.getTotal_compressed_size();
    if (start < 0 || size < 0 || start > dataEnd || size > dataEnd - start) {
      throw corrupt("has pages outside the file");
    }
    this.in = new SourceInputStream(file.bytes(), start, start + size);
  }

  private static long firstPageOffset(ColumnMetaData chunk) {
    long data = chunk.getData_page_offset();
    long dictionary = chunk.getDictionary_page_offset();
    boolean hasDictionary =
        chunk.isSetDictionary_page_offset() && dictionary > 0 && dictionary < data;
    return hasDictionary ? dictionary : data;
  }

  /**
   * The header of the dictionary, or null where there is none; then the next header is the first
   * page's.
   */
  @Nullable PageHeader dictionaryHeader() {
    PageHeader header = nextHeader();
    if (header.getType() == PageType.DICTIONARY_PAGE) {
      return header;
    }
    peeked = header;
    return null;
  }

  /** The next header, its sizes checked. Its page has to be taken before the one after it. */
  PageHeader nextHeader() {
    PageHeader header = peeked != null ? peeked : parseHeader();
    peeked = null;
    return header;
  }

  /** Takes so much of the page after the header before. */
  void take(byte[] target, int offset, int length) {
    in.take(target, offset, length);
  }

  /** Passes over so much of the page after the header before. */
  void pass(int length) {
    in.pass(length);
  }

  /** Where in the file the next byte is. */
  long position() {
    return in.position();
  }

  /** Reads again what was passed over. */
  void takeAt(long position, byte[] target, int length) {
    try {
      file.bytes().read(position, ByteBuffer.wrap(target, 0, length));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the stored result", e);
    }
  }

  /** The header that comes next, which stays next. */
  PageHeader peekHeader() {
    PageHeader header = nextHeader();
    peeked = header;
    return header;
  }

  private PageHeader parseHeader() {
    // There may be millions of pages without a value.
    Interruption.check();
    if (in.remaining() == 0) {
      throw corrupt("ends before its last value");
    }
    PageHeader header;
    try {
      header = ThriftReader.read(in, new PageHeader(), MAX_HEADER_BYTES);
    } catch (TException e) {
      throw file.corrupt(
          "column %s has a page header that cannot be decoded".formatted(column.name()), e);
    }
    checkSizes(header);
    return header;
  }

  private void checkSizes(PageHeader header) {
    int compressed = header.getCompressed_page_size();
    int uncompressed = header.getUncompressed_page_size();
    int bound = file.bounds().pageBytes();
    file.checkBound(Math.max(compressed, uncompressed), "page bytes", bound);
    if (!isComplete(header) || compressed < 0 || uncompressed < 0 || compressed > in.remaining()) {
      throw corrupt("has a page header that cannot be right");
    }
    file.checkRatio(uncompressed, compressed, "page ratio", file.bounds().pageRatio());
  }

  private static boolean isComplete(PageHeader header) {
    return header.getType() != null
        && switch (header.getType()) {
          case DATA_PAGE -> header.isSetData_page_header();
          case DATA_PAGE_V2 -> header.isSetData_page_header_v2();
          case DICTIONARY_PAGE -> header.isSetDictionary_page_header();
          case INDEX_PAGE -> true;
        };
  }

  private UpstreamException corrupt(String detail) {
    return file.corrupt("column %s %s".formatted(column.name(), detail));
  }
}
