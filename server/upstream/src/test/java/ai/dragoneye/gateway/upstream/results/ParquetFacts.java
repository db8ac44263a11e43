package ai.dragoneye.gateway.upstream.results;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** What of parquet a file makes use of, by its own footer and page headers. */
final class ParquetFacts {
  private static final Set<Encoding> BY_DICTIONARY =
      EnumSet.of(Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY);

  private final byte[] file;
  private final FileMetaData footer;
  private final Set<String> facts = new TreeSet<>();

  private ParquetFacts(byte[] file) throws IOException {
    this.file = file;
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    this.footer =
        Util.readFileMetaData(
            new ByteArrayInputStream(file, file.length - 8 - length, file.length));
  }

  /** The writer as the file names it, with its version. */
  static String writer(byte[] file) {
    return read(file).footer.getCreated_by();
  }

  static Set<String> of(byte[] file) {
    ParquetFacts parquet = read(file);
    if (parquet.footer.getNum_rows() == 0) {
      parquet.facts.add("table without rows");
    }
    if (parquet.footer.getRow_groups().size() > 1) {
      parquet.facts.add("many row groups");
    }
    for (RowGroup group : parquet.footer.getRow_groups()) {
      group.getColumns().forEach(column -> parquet.addColumn(column.getMeta_data()));
    }
    parquet.facts.addAll(SchemaFacts.of(parquet.footer.getSchema()));
    return parquet.facts;
  }

  static Set<String> ofTimeline(byte[] file) {
    Set<String> facts = new TreeSet<>();
    for (SchemaElement element : read(file).footer.getSchema()) {
      if (element.getName().equals("timestamp_microseconds")) {
        facts.add("frame timestamps of " + SchemaFacts.type(element));
      }
    }
    return facts;
  }

  private void addColumn(ColumnMetaData column) {
    facts.add("codec " + column.getCodec());
    Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
    int pages = 0;
    int position = (int) startOf(column);
    for (long values = 0; values < column.getNum_values(); ) {
      ByteArrayInputStream in = new ByteArrayInputStream(file, position, file.length - position);
      PageHeader header = headerAt(in);
      int body = file.length - in.available();
      if (header.getType() != PageType.DICTIONARY_PAGE) {
        pages++;
        encodings.add(addPage(column, header, body));
        values += valuesOf(header);
      }
      position = body + header.getCompressed_page_size();
    }
    addPages(pages, encodings);
  }

  private void addPages(int pages, Set<Encoding> encodings) {
    encodings.forEach(encoding -> facts.add("encoding " + encoding));
    if (pages > 1) {
      facts.add("many pages");
    }
    if (encodings.size() > 1 && encodings.stream().anyMatch(BY_DICTIONARY::contains)) {
      facts.add("dictionary given up within a column");
    }
  }

  private Encoding addPage(ColumnMetaData column, PageHeader header, int body) {
    if (header.isSetData_page_header_v2()) {
      facts.add("page v2");
      return header.getData_page_header_v2().getEncoding();
    }
    facts.add("page v1");
    if (column.getCodec() == CompressionCodec.UNCOMPRESSED && startsInsideARow(column, body)) {
      facts.add("row across v1 pages");
    }
    return header.getData_page_header().getEncoding();
  }

  /**
   * By the first repetition level, which no writer here packs in a way other than a run: of a
   * length in 4 bytes, the count, the level; or packed, then in the lowest bits.
   */
  private boolean startsInsideARow(ColumnMetaData column, int body) {
    int maxRepetition = SchemaFacts.maxRepetition(footer.getSchema(), column.getPath_in_schema());
    if (maxRepetition == 0) {
      return false;
    }
    int first = body + 4;
    while (file[first] < 0) {
      first++;
    }
    int mask = (Integer.highestOneBit(maxRepetition) << 1) - 1;
    return (file[first + 1] & mask) != 0;
  }

  private static int valuesOf(PageHeader header) {
    return header.isSetData_page_header_v2()
        ? header.getData_page_header_v2().getNum_values()
        : header.getData_page_header().getNum_values();
  }

  private static long startOf(ColumnMetaData column) {
    return column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0
        ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
        : column.getData_page_offset();
  }

  private static ParquetFacts read(byte[] file) {
    try {
      return new ParquetFacts(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PageHeader headerAt(ByteArrayInputStream in) {
    try {
      return Util.readPageHeader(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
