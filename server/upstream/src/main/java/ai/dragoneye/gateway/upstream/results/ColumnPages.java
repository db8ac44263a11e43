package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.results.PageCheck.OverclaimedPageException;
import ai.dragoneye.gateway.upstream.results.PageCodecs.BrokenPageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a column in a row group, one in memory at a time. Levels come first; the values of a
 * page whose levels stand apart are decompressed only when they are asked for.
 */
final class ColumnPages {
  private final MemberFile file;
  private final LeafColumn column;
  private final ColumnMetaData chunk;
  private final PageSource source;
  private final PageSpace space;
  private final Levels repetitions;
  private final Levels definitions;
  private long entriesAhead;
  private int entries;
  private Encoding encoding = Encoding.PLAIN;
  private byte[] page = {};
  private int valuesFrom;
  private int valuesTo;
  private @Nullable PageHeader unread;
  private long unreadAt;

  /**
   * @param dataEnd where the pages of the file end
   */
  ColumnPages(
      MemberFile file, LeafColumn column, ColumnMetaData chunk, long dataEnd, PageSpace space) {
    this.file = file;
    this.column = column;
    this.chunk = chunk;
    this.space = space;
    this.repetitions = space.repetitions();
    this.definitions = space.definitions();
    this.source = new PageSource(file, column, chunk, dataEnd);
    this.entriesAhead = chunk.getNum_values();
    if (chunk.getCodec() == null) {
      throw corrupt("uses an unknown codec");
    }
  }

  /**
   * Reads the dictionary, which stands before all other pages.
   *
   * @return how many values it has, or -1 where there is none
   */
  int readDictionary() {
    PageHeader header = source.dictionaryHeader();
    if (header == null) {
      return -1;
    }
    DictionaryPageHeader dictionary = header.getDictionary_page_header();
    int count = dictionary.getNum_values();
    // An array of that many values is allocated before one is read.
    if (count < 0
        || (long) count * column.leaf().minValueBytes() > header.getUncompressed_page_size()) {
      throw corrupt("has a dictionary of %d values that its page cannot hold".formatted(count));
    }
    encoding = encoding(dictionary.getEncoding());
    if (encoding != Encoding.PLAIN && !encoding.usesDictionary()) {
      throw corrupt("has a dictionary in the encoding " + encoding);
    }
    readWhole(header);
    valuesFrom = 0;
    return count;
  }

  /** Moves to the next page that has entries; false after the last one. */
  boolean next() {
    while (entriesAhead > 0) {
      PageHeader header = source.nextHeader();
      boolean data =
          switch (header.getType()) {
            case DATA_PAGE -> openV1(header, header.getData_page_header());
            case DATA_PAGE_V2 -> openV2(header, header.getData_page_header_v2());
            case INDEX_PAGE -> {
              source.pass(header.getCompressed_page_size());
              yield false;
            }
            case DICTIONARY_PAGE -> throw corrupt("has a dictionary behind its first page");
          };
      if (data) {
        return true;
      }
    }
    return false;
  }

  /**
   * Passes over pages ahead, unread, as long as they are known to have fewer rows than {@code
   * rows}.
   *
   * @return how many rows they had
   */
  long hop(long rows) {
    long passed = 0;
    while (entriesAhead > 0) {
      PageHeader header = source.peekHeader();
      long here = rowsOf(header);
      if (here < 0 || here >= rows - passed) {
        return passed;
      }
      source.nextHeader();
      takeEntries(entriesOf(header));
      source.pass(header.getCompressed_page_size());
      passed += here;
    }
    return passed;
  }

  /** Entries of the page, NULLs included. */
  int entries() {
    return entries;
  }

  /** The next repetition levels of the page. */
  byte[] repetitions(int count) {
    return repetitions.read(count);
  }

  /** The next definition levels of the page. */
  byte[] definitions(int count) {
    return definitions.read(count);
  }

  /** Where the values are, once {@link #readValues} was called; with slack behind them. */
  byte[] page() {
    return page;
  }

  int valuesFrom() {
    return valuesFrom;
  }

  int valuesTo() {
    return valuesTo;
  }

  Encoding encoding() {
    return encoding;
  }

  /** Makes sure that the values of the page are in memory and do not overclaim. */
  void readValues() {
    PageHeader header = unread;
    if (header != null) {
      unread = null;
      readBehindLevels(header, header.getData_page_header_v2());
    }
    check();
  }

  /** parquet-java's decoder, before the first value of the page. */
  ValuesReader javaValues() {
    ValuesReader reader = encoding.getValuesReader(column.descriptor(), ValuesType.VALUES);
    ByteBuffer values = ByteBuffer.wrap(page, valuesFrom, valuesTo - valuesFrom);
    try {
      reader.initFromPage(entries, ByteBufferInputStream.wrap(values));
    } catch (IOException e) {
      throw broken(e);
    }
    return reader;
  }

  private boolean openV1(PageHeader header, DataPageHeader data) {
    takeEntries(data.getNum_values());
    if (entries == 0) {
      source.pass(header.getCompressed_page_size());
      return false;
    }
    encoding = encoding(data.getEncoding());
    readWhole(header);
    try {
      int definitionsFrom =
          repetitions.openSized(
              encoding(data.getRepetition_level_encoding()), page, 0, valuesTo, entries);
      valuesFrom =
          definitions.openSized(
              encoding(data.getDefinition_level_encoding()),
              page,
              definitionsFrom,
              valuesTo,
              entries);
    } catch (RuntimeException e) {
      throw broken(e);
    }
    return true;
  }

  private boolean openV2(PageHeader header, DataPageHeaderV2 data) {
    takeEntries(data.getNum_values());
    if (entries == 0) {
      source.pass(header.getCompressed_page_size());
      return false;
    }
    encoding = encoding(data.getEncoding());
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    long levels = (long) repetition + definition;
    int size = header.getUncompressed_page_size();
    if (repetition < 0 || definition < 0 || levels > header.getCompressed_page_size()) {
      throw corrupt("has levels larger than their page");
    }
    if (levels > size) {
      throw corrupt("has a page header that cannot be right");
    }
    page = space.page(size);
    valuesFrom = (int) levels;
    valuesTo = size;
    source.take(page, 0, valuesFrom);
    repetitions.openBare(page, 0, repetition);
    definitions.openBare(page, repetition, valuesFrom);
    unread = header;
    unreadAt = source.position();
    source.pass(header.getCompressed_page_size() - valuesFrom);
    return true;
  }

  private void readWhole(PageHeader header) {
    int stored = header.getCompressed_page_size();
    int size = header.getUncompressed_page_size();
    source.take(space.codecs().compressed(stored), 0, stored);
    page = space.page(size);
    valuesTo = size;
    decompress(stored, 0, size);
    unread = null;
  }

  private void readBehindLevels(PageHeader header, DataPageHeaderV2 data) {
    int stored = header.getCompressed_page_size() - valuesFrom;
    int size = valuesTo - valuesFrom;
    boolean compressed = (!data.isSetIs_compressed() || data.isIs_compressed()) && stored > 0;
    byte[] bytes = space.codecs().compressed(stored);
    source.takeAt(unreadAt, bytes, stored);
    if (compressed) {
      decompress(stored, valuesFrom, size);
    } else {
      valuesTo = valuesFrom + Math.min(stored, size);
      System.arraycopy(bytes, 0, page, valuesFrom, valuesTo - valuesFrom);
    }
  }

  private void decompress(int stored, int offset, int size) {
    try {
      space.codecs().decompress(chunk.getCodec(), stored, page, offset, size);
    } catch (BrokenPageException | RuntimeException e) {
      throw broken(e);
    }
  }

  private void check() {
    ByteBuffer values = ByteBuffer.wrap(page, valuesFrom, valuesTo - valuesFrom);
    PageCheck check = new PageCheck(values, entries, file.bounds().stringBytes());
    try {
      check.values(encoding);
    } catch (OverclaimedPageException | IOException | RuntimeException e) {
      throw broken(e);
    }
    space.expectDecoder(check.decoderBytes());
  }

  /** Rows that begin in a page, or -1 where its header does not tell. */
  private long rowsOf(PageHeader header) {
    return switch (header.getType()) {
      case DATA_PAGE -> column.maxRepetition() == 0 ? entriesOf(header) : -1;
      // In this version a page begins with a row.
      case DATA_PAGE_V2 -> header.getData_page_header_v2().getNum_rows();
      case INDEX_PAGE -> 0;
      case DICTIONARY_PAGE -> -1;
    };
  }

  private static int entriesOf(PageHeader header) {
    return header.getType() == PageType.INDEX_PAGE
        ? 0
        : header.isSetData_page_header_v2()
            ? header.getData_page_header_v2().getNum_values()
            : header.getData_page_header().getNum_values();
  }

  private void takeEntries(int count) {
    if (count < 0 || count > entriesAhead) {
      throw corrupt("has pages of more values than its " + chunk.getNum_values());
    }
    file.checkBound(count, "page values", file.bounds().pageValues());
    entriesAhead -= count;
    entries = count;
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
