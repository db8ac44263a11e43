package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the pages of a column in a row group, one in memory at a time. The values of a page
 * whose levels stand apart are decompressed only when they are asked for.
 */
final class ColumnPages {
  private final MemberFile file;
  private final LeafColumn column;
  private final long total;
  private final PageSource source;
  private final PageBody body;
  private final Levels repetitions;
  private final Levels definitions;
  private long entriesAhead;
  private int entries;

  /**
   * @param dataEnd where the pages of the file end
   */
  ColumnPages(
      MemberFile file, LeafColumn column, ColumnMetaData chunk, long dataEnd, PageSpace space) {
    this.file = file;
    this.column = column;
    this.total = chunk.getNum_values();
    this.source = new PageSource(file, column, chunk, dataEnd);
    this.body = new PageBody(file, column, chunk, source, space);
    this.repetitions = space.repetitions();
    this.definitions = space.definitions();
    this.entriesAhead = total;
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
    file.checkBound(count, "dictionary values", file.bounds().dictionaryValues());
    Encoding encoding = encoding(dictionary.getEncoding());
    if (encoding != Encoding.PLAIN && !encoding.usesDictionary()) {
      throw corrupt("has a dictionary in the encoding " + encoding);
    }
    body.read(header, encoding);
    return count;
  }

  /** Moves to the next page that has entries; false after the last one. */
  boolean next() {
    while (entriesAhead > 0) {
      PageHeader header = source.nextHeader();
      takeEntries(entriesOf(header));
      if (entries > 0) {
        open(header);
        return true;
      }
      source.pass(header.getCompressed_page_size());
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

  /** The page, or the dictionary before the first one. */
  PageBody body() {
    return body;
  }

  private void open(PageHeader header) {
    if (header.getType() == PageType.DATA_PAGE_V2) {
      openV2(header, header.getData_page_header_v2());
    } else {
      openV1(header, header.getData_page_header());
    }
  }

  private void openV1(PageHeader header, DataPageHeader data) {
    body.read(header, encoding(data.getEncoding()));
    Encoding repetition = encoding(data.getRepetition_level_encoding());
    Encoding definition = encoding(data.getDefinition_level_encoding());
    try {
      int from = repetitions.openSized(repetition, body.bytes(), 0, body.valuesTo(), entries);
      body.valuesFrom(
          definitions.openSized(definition, body.bytes(), from, body.valuesTo(), entries));
    } catch (RuntimeException e) {
      throw body.broken(e);
    }
  }

  private void openV2(PageHeader header, DataPageHeaderV2 data) {
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    long levels = (long) repetition + definition;
    if (repetition < 0 || definition < 0 || levels > header.getCompressed_page_size()) {
      throw corrupt("has levels larger than their page");
    }
    if (levels > header.getUncompressed_page_size()) {
      throw corrupt("has a page header that cannot be right");
    }
    boolean compressed = !data.isSetIs_compressed() || data.isIs_compressed();
    body.readLevels(header, encoding(data.getEncoding()), (int) levels, compressed);
    repetitions.openBare(body.bytes(), 0, repetition);
    definitions.openBare(body.bytes(), repetition, (int) levels);
  }

  /** Rows that begin in a page, or -1 where its header does not tell. */
  private long rowsOf(PageHeader header) {
    if (column.maxRepetition() == 0 && header.getType() != PageType.DICTIONARY_PAGE) {
      return entriesOf(header);
    }
    return switch (header.getType()) {
      case DATA_PAGE -> -1;
      // In this version a page begins with a row.
      case DATA_PAGE_V2 -> rowsOf(header.getData_page_header_v2());
      case INDEX_PAGE -> 0;
      case DICTIONARY_PAGE -> -1;
    };
  }

  private int rowsOf(DataPageHeaderV2 data) {
    if (data.getNum_rows() > data.getNum_values()) {
      throw corrupt(
          "has a page of %d rows in %d values".formatted(data.getNum_rows(), data.getNum_values()));
    }
    return data.getNum_rows();
  }

  private int entriesOf(PageHeader header) {
    return switch (header.getType()) {
      case DATA_PAGE -> header.getData_page_header().getNum_values();
      case DATA_PAGE_V2 -> header.getData_page_header_v2().getNum_values();
      case INDEX_PAGE -> 0;
      case DICTIONARY_PAGE -> throw corrupt("has a dictionary behind its first page");
    };
  }

  private void takeEntries(int count) {
    if (count < 0 || count > entriesAhead) {
      throw corrupt("has pages of more values than its " + total);
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

  private UpstreamException corrupt(String detail) {
    return file.corrupt("column %s %s".formatted(column.name(), detail));
  }
}
