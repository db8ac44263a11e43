package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.results.PageCheck.OverclaimedPageException;
import ai.dragoneye.gateway.upstream.results.PageCodecs.BrokenPageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
import org.jspecify.annotations.Nullable;

/**
 * Decompresses and checks the pages of a column in a row group for parquet-java's decoders, one in
 * memory at a time.
 */
final class ChunkPages implements PageReader {
  /** parquet-java makes an object of each string in a dictionary. */
  private static final int STRING_ENTRY_BYTES = 48;

  private final MemberFile file;
  private final LeafColumn column;
  private final ColumnMetaData chunk;
  private final PageSource pages;
  private final PageMemory memory;
  private long valuesAhead;

  /**
   * @param dataEnd where the pages of the file end
   * @param memory where everything in memory is taken from
   */
  ChunkPages(
      MemberFile file, LeafColumn column, ColumnMetaData chunk, long dataEnd, PageMemory memory) {
    memory.take(SourceInputStream.BUFFER_BYTES);
    memory.keep(SourceInputStream.BUFFER_BYTES);
    this.memory = memory;
    this.file = file;
    this.column = column;
    this.chunk = chunk;
    this.pages = new PageSource(file, column, chunk, dataEnd);
    this.valuesAhead = chunk.getNum_values();
    if (chunk.getCodec() == null) {
      throw corrupt("uses an unknown codec");
    }
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getNum_values();
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    PageHeader header = pages.dictionaryHeader();
    if (header == null) {
      return null;
    }
    DictionaryPageHeader dictionary = header.getDictionary_page_header();
    int count = dictionary.getNum_values();
    // parquet-java allocates an array of that many values before it reads one.
    if (count < 0
        || (long) count * column.leaf().minValueBytes() > header.getUncompressed_page_size()) {
      throw corrupt("has a dictionary of %d values that its page cannot hold".formatted(count));
    }
    byte[] bytes = decompress(header, take(header), 0);
    memory.give(header.getCompressed_page_size());
    keepDictionary(count, bytes.length);
    return new DictionaryPage(BytesInput.from(bytes), count, encoding(dictionary.getEncoding()));
  }

  private byte[] take(PageHeader header) {
    memory.take(header.getCompressed_page_size());
    return pages.take(header);
  }

  /** Numbers are copied out of the page, which is dropped; strings point into it. */
  private void keepDictionary(int count, int pageBytes) {
    boolean numbers =
        switch (column.leaf().physical()) {
          case INT32, INT64, FLOAT, DOUBLE, BOOLEAN -> true;
          case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY, INT96 -> false;
        };
    long entries = (long) count * (numbers ? Long.BYTES : STRING_ENTRY_BYTES);
    memory.take(entries);
    memory.keep(numbers ? entries : entries + pageBytes);
    memory.turn();
  }

  @Override
  public DataPage readPage() {
    while (true) {
      PageHeader header = pages.nextHeader();
      byte[] page = take(header);
      DataPage decoded =
          switch (header.getType()) {
            case DATA_PAGE -> pageV1(header, header.getData_page_header(), page);
            case DATA_PAGE_V2 -> pageV2(header, header.getData_page_header_v2(), page);
            case INDEX_PAGE -> null;
            case DICTIONARY_PAGE -> throw corrupt("has a dictionary behind its first page");
          };
      if (decoded != null) {
        memory.turn();
        return decoded;
      }
      memory.give(page.length);
    }
  }

  private @Nullable DataPage pageV1(PageHeader header, DataPageHeader data, byte[] page) {
    int count = takeValues(data.getNum_values());
    if (count == 0) {
      return null;
    }
    byte[] bytes = decompress(header, page, 0);
    memory.give(page.length);
    Encoding repetition = encoding(data.getRepetition_level_encoding());
    Encoding definition = encoding(data.getDefinition_level_encoding());
    Encoding values = encoding(data.getEncoding());
    check(
        ByteBuffer.wrap(bytes),
        count,
        check -> {
          check.levels(repetition, column.maxRepetition());
          check.levels(definition, column.maxDefinition());
          check.values(values);
        });
    return new DataPageV1(
        BytesInput.from(bytes), count, bytes.length, null, repetition, definition, values);
  }

  private @Nullable DataPage pageV2(PageHeader header, DataPageHeaderV2 data, byte[] page) {
    int count = takeValues(data.getNum_values());
    if (count == 0) {
      return null;
    }
    int repetition = data.getRepetition_levels_byte_length();
    int levels = levelBytes(data, page);
    boolean compressed =
        (!data.isSetIs_compressed() || data.isIs_compressed()) && page.length > levels;
    ByteBuffer values =
        compressed
            ? ByteBuffer.wrap(decompress(header, page, levels))
            : ByteBuffer.wrap(page, levels, page.length - levels);
    byte[] levelBytes = compressed ? levelsOf(page, levels) : page;
    ByteBuffer repetitions = ByteBuffer.wrap(levelBytes, 0, repetition);
    ByteBuffer definitions = ByteBuffer.wrap(levelBytes, repetition, levels - repetition);
    Encoding encoding = encoding(data.getEncoding());
    check(repetitions, count, check -> check.bareLevels(column.maxRepetition()));
    check(definitions, count, check -> check.bareLevels(column.maxDefinition()));
    check(values, count, check -> check.values(encoding));
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        count,
        BytesInput.from(repetitions),
        BytesInput.from(definitions),
        encoding,
        BytesInput.from(values),
        null);
  }

  private int levelBytes(DataPageHeaderV2 data, byte[] page) {
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    if (repetition < 0 || definition < 0 || (long) repetition + definition > page.length) {
      throw corrupt("has levels larger than their page");
    }
    return repetition + definition;
  }

  /**
   * A copy of the levels, which stand before the values and are never compressed, so that the rest
   * of the page does not stay.
   */
  private byte[] levelsOf(byte[] page, int levels) {
    memory.take(levels);
    memory.give(page.length);
    return Arrays.copyOf(page, levels);
  }

  private int takeValues(int count) {
    if (count < 0 || count > valuesAhead) {
      throw corrupt("has pages of more values than its " + chunk.getNum_values());
    }
    file.checkBound(count, "page values", file.bounds().pageValues());
    valuesAhead -= count;
    return count;
  }

  /** {@code offset} bytes at the start of the page are not compressed. */
  private byte[] decompress(PageHeader header, byte[] page, int offset) {
    int size = header.getUncompressed_page_size() - offset;
    if (size < 0) {
      throw corrupt("has a page header that cannot be right");
    }
    memory.take(size);
    try {
      return PageCodecs.decompress(chunk.getCodec(), page, offset, size);
    } catch (BrokenPageException | RuntimeException e) {
      throw broken(e);
    }
  }

  private interface Check {
    void run(PageCheck check) throws OverclaimedPageException, IOException;
  }

  private void check(ByteBuffer bytes, int count, Check check) {
    PageCheck page = new PageCheck(bytes, count, file.bounds().stringBytes());
    try {
      check.run(page);
    } catch (OverclaimedPageException | IOException | RuntimeException e) {
      throw broken(e);
    }
    memory.take(page.decoderBytes());
  }

  private Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
    if (encoding == null) {
      throw corrupt("has a page in an unknown encoding");
    }
    return Encoding.valueOf(encoding.name());
  }

  private UpstreamException broken(Exception cause) {
    return file.corrupt(
        "column %s has a page that cannot be decoded: %s"
            .formatted(column.name(), cause.getMessage()),
        cause);
  }

  private UpstreamException corrupt(String detail) {
    return file.corrupt("column %s %s".formatted(column.name(), detail));
  }
}
