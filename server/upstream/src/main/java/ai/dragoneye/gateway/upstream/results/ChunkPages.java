package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.results.PageCodecs.BrokenPageException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;

/** The pages of a column in a row group, one in memory at a time. */
final class ChunkPages implements PageReader {
  /** Beyond any header that a writer makes: statistics in it hold at most two values. */
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private final MemberFile file;
  private final LeafColumn column;
  private final ColumnMetaData chunk;
  private final SourceInputStream in;
  private long valuesAhead;
  private @Nullable PageHeader peeked;

  ChunkPages(MemberFile file, LeafColumn column, ColumnMetaData chunk, long dataEnd) {
    this.file = file;
    this.column = column;
    this.chunk = chunk;
    this.valuesAhead = chunk.getNum_values();
    long start = firstPageOffset(chunk);
    long size = chunk.getTotal_compressed_size();
    if (start < 0 || size < 0 || start > dataEnd || size > dataEnd - start) {
      throw corrupt("has pages outside the file");
    }
    if (chunk.getCodec() == null) {
      throw corrupt("uses an unknown codec");
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

  @Override
  public long getTotalValueCount() {
    return chunk.getNum_values();
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    PageHeader header = nextHeader();
    if (header.getType() != PageType.DICTIONARY_PAGE) {
      peeked = header;
      return null;
    }
    DictionaryPageHeader dictionary = header.getDictionary_page_header();
    int count = dictionary.getNum_values();
    // parquet-java allocates an array of that many values before it reads one.
    if (count < 0 || (long) count * minValueBytes() > header.getUncompressed_page_size()) {
      throw corrupt("has a dictionary of %d values that its page cannot hold".formatted(count));
    }
    return new DictionaryPage(
        BytesInput.from(decompress(header, readPage(header), 0)),
        count,
        encoding(dictionary.getEncoding()));
  }

  @Override
  public DataPage readPage() {
    while (true) {
      PageHeader header = nextHeader();
      switch (header.getType()) {
        case DATA_PAGE -> {
          if (hasValues(header.getData_page_header().getNum_values())) {
            return pageV1(header, header.getData_page_header());
          }
          readPage(header);
        }
        case DATA_PAGE_V2 -> {
          if (hasValues(header.getData_page_header_v2().getNum_values())) {
            return pageV2(header, header.getData_page_header_v2());
          }
          readPage(header);
        }
        case INDEX_PAGE -> readPage(header);
        case DICTIONARY_PAGE -> throw corrupt("has a dictionary behind its first page");
      }
    }
  }

  private DataPage pageV1(PageHeader header, DataPageHeader data) {
    byte[] bytes = decompress(header, readPage(header), 0);
    return new DataPageV1(
        BytesInput.from(bytes),
        data.getNum_values(),
        bytes.length,
        null,
        encoding(data.getRepetition_level_encoding()),
        encoding(data.getDefinition_level_encoding()),
        encoding(data.getEncoding()));
  }

  private DataPage pageV2(PageHeader header, DataPageHeaderV2 data) {
    byte[] page = readPage(header);
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    if (repetition < 0 || definition < 0 || (long) repetition + definition > page.length) {
      throw corrupt("has levels larger than their page");
    }
    int levels = repetition + definition;
    boolean compressed = !data.isSetIs_compressed() || data.isIs_compressed();
    BytesInput values =
        compressed && page.length > levels
            ? BytesInput.from(decompress(header, page, levels))
            : BytesInput.from(page, levels, page.length - levels);
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(page, 0, repetition),
        BytesInput.from(page, repetition, definition),
        encoding(data.getEncoding()),
        values,
        null);
  }

  private boolean hasValues(int count) {
    if (count < 0 || count > valuesAhead) {
      throw corrupt("has pages of more values than its " + chunk.getNum_values());
    }
    valuesAhead -= count;
    return count > 0;
  }

  private PageHeader nextHeader() {
    PageHeader header = peeked != null ? peeked : parseHeader();
    peeked = null;
    return header;
  }

  private PageHeader parseHeader() {
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
    boolean complete =
        header.getType() != null
            && switch (header.getType()) {
              case DATA_PAGE -> header.isSetData_page_header();
              case DATA_PAGE_V2 -> header.isSetData_page_header_v2();
              case DICTIONARY_PAGE -> header.isSetDictionary_page_header();
              case INDEX_PAGE -> true;
            };
    if (!complete || compressed < 0 || uncompressed < 0 || compressed > in.remaining()) {
      throw corrupt("has a page header that cannot be right");
    }
  }

  private byte[] readPage(PageHeader header) {
    return in.take(header.getCompressed_page_size());
  }

  /** {@code offset} bytes at the start of the page are levels that are never compressed. */
  private byte[] decompress(PageHeader header, byte[] page, int offset) {
    int size = header.getUncompressed_page_size() - offset;
    if (size < 0) {
      throw corrupt("has a page header that cannot be right");
    }
    try {
      return PageCodecs.decompress(chunk.getCodec(), page, offset, size);
    } catch (BrokenPageException | RuntimeException e) {
      throw file.corrupt("column %s: %s".formatted(column.name(), e.getMessage()), e);
    }
  }

  private Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
    if (encoding == null) {
      throw corrupt("has a page in an unknown encoding");
    }
    return Encoding.valueOf(encoding.name());
  }

  private int minValueBytes() {
    Type type = column.leaf().physical();
    return switch (type) {
      case BOOLEAN -> 0;
      case INT32, FLOAT, BYTE_ARRAY -> Integer.BYTES;
      case INT64, DOUBLE -> Long.BYTES;
      case INT96 -> 12;
      case FIXED_LEN_BYTE_ARRAY -> column.leaf().typeLength();
    };
  }

  private UpstreamException corrupt(String detail) {
    return file.corrupt("column %s %s".formatted(column.name(), detail));
  }
}
