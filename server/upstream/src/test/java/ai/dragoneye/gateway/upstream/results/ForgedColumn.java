package ai.dragoneye.gateway.upstream.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages of a column, as small as run lengths make them and with whatever header. */
final class ForgedColumn {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final int maxRepetition;
  private final int maxDefinition;
  private CompressionCodec codec = CompressionCodec.UNCOMPRESSED;
  private long entries;
  private boolean dictionary;

  ForgedColumn(int maxRepetition, int maxDefinition) {
    this.maxRepetition = maxRepetition;
    this.maxDefinition = maxDefinition;
  }

  /** A run of the same level. */
  record Run(int level, int length) {}

  /** A dictionary of one number, which all values are. */
  ForgedColumn number(long value) {
    byte[] page =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return dictionary(1, page.length, page);
  }

  /** A dictionary of one text. */
  ForgedColumn text(byte[] value) {
    byte[] page =
        ByteBuffer.allocate(Integer.BYTES + value.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(value.length)
            .put(value)
            .array();
    return dictionary(1, page.length, page);
  }

  /** A dictionary page that claims a count and a size. */
  ForgedColumn dictionary(int count, int claimedSize, byte[] page) {
    dictionary = true;
    return append(
        new PageHeader(PageType.DICTIONARY_PAGE, claimedSize, page.length)
            .setDictionary_page_header(new DictionaryPageHeader(count, Encoding.PLAIN)),
        page);
  }

  /** A page of version 1 whose {@code values} are all the first one of the dictionary. */
  ForgedColumn page(Run[] repetitions, Run[] definitions, int values) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    writeLevels(page, repetitions, maxRepetition);
    writeLevels(page, definitions, maxDefinition);
    page.write(1);
    page.writeBytes(run(new Run(0, values), 1));
    int count = 0;
    for (Run run : definitions) {
      count += run.length();
    }
    return page(count, page.size(), page.toByteArray());
  }

  /** A page of version 1 that claims a count and a size. */
  ForgedColumn page(int count, int claimedSize, byte[] page) {
    entries += count;
    return append(
        new PageHeader(PageType.DATA_PAGE, claimedSize, page.length)
            .setData_page_header(
                new DataPageHeader(count, Encoding.RLE_DICTIONARY, Encoding.RLE, Encoding.RLE)),
        page);
  }

  ForgedColumn append(PageHeader header, byte[] page) {
    try {
      Util.writePageHeader(header, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.writeBytes(page);
    return this;
  }

  /** What the pages are said to be compressed with; they are taken as they are. */
  ForgedColumn codec(CompressionCodec newCodec) {
    codec = newCodec;
    return this;
  }

  /** What the footer says. */
  ForgedColumn entries(long newEntries) {
    entries = newEntries;
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  CompressionCodec codec() {
    return codec;
  }

  long entries() {
    return entries;
  }

  boolean hasDictionary() {
    return dictionary;
  }

  private static void writeLevels(ByteArrayOutputStream page, Run[] levels, int max) {
    if (max == 0) {
      return;
    }
    ByteArrayOutputStream runs = new ByteArrayOutputStream();
    for (Run level : levels) {
      runs.writeBytes(run(level, Integer.SIZE - Integer.numberOfLeadingZeros(max)));
    }
    page.writeBytes(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(runs.size())
            .array());
    page.writeBytes(runs.toByteArray());
  }

  private static byte[] run(Run run, int width) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int header = run.length() << 1;
    for (; (header & ~0x7F) != 0; header >>>= 7) {
      bytes.write((header & 0x7F) | 0x80);
    }
    bytes.write(header);
    for (int at = 0; at < width; at += Byte.SIZE) {
      bytes.write(run.level() >>> at);
    }
    return bytes.toByteArray();
  }
}
