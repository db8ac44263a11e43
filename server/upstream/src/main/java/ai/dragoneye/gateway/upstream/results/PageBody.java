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
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.PageHeader;

/** The bytes of a page, decompressed: levels first, then values. */
final class PageBody {
  private final MemberFile file;
  private final LeafColumn column;
  private final CompressionCodec codec;
  private final PageSource source;
  private final PageSpace space;
  private Encoding encoding = Encoding.PLAIN;
  private byte[] bytes = {};
  private int valuesFrom;
  private int valuesTo;

  // Of values that are not read yet.
  private boolean unread;
  private boolean compressed;
  private long storedAt;
  private int stored;

  PageBody(
      MemberFile file,
      LeafColumn column,
      ColumnMetaData chunk,
      PageSource source,
      PageSpace space) {
    this.file = file;
    this.column = column;
    this.codec = chunk.getCodec();
    this.source = source;
    this.space = space;
  }

  /** The page, with slack behind it. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the values start, those of a page with levels once {@link #readValues} was called. */
  int valuesFrom() {
    return valuesFrom;
  }

  int valuesTo() {
    return valuesTo;
  }

  void valuesFrom(int from) {
    valuesFrom = from;
  }

  Encoding encoding() {
    return encoding;
  }

  /** Takes all of a page. */
  void read(PageHeader header, Encoding valueEncoding) {
    encoding = valueEncoding;
    unread = false;
    int length = header.getCompressed_page_size();
    int size = header.getUncompressed_page_size();
    bytes = space.page(size);
    valuesFrom = 0;
    valuesTo = size;
    if (codec == CompressionCodec.UNCOMPRESSED && length == size) {
      source.take(bytes, 0, size);
    } else {
      source.take(space.codecs().compressed(length), 0, length);
      decompress(length);
    }
  }

  /** Takes the levels of a page, which stand uncompressed before its values. */
  void readLevels(PageHeader header, Encoding valueEncoding, int levels, boolean areCompressed) {
    encoding = valueEncoding;
    unread = true;
    compressed = areCompressed;
    bytes = space.page(header.getUncompressed_page_size());
    valuesFrom = levels;
    valuesTo = header.getUncompressed_page_size();
    source.take(bytes, 0, levels);
    stored = header.getCompressed_page_size() - levels;
    storedAt = source.position();
    source.pass(stored);
  }

  /**
   * Makes sure that the values are in memory, and that they claim no more than they hold.
   *
   * @param entries of the page, NULLs included
   */
  void readValues(int entries) {
    if (unread) {
      unread = false;
      readBehindLevels();
    }
    space.expectDecoder(0);
    try {
      new PageCheck(values(), entries, file.bounds().stringBytes(), space::expectDecoder)
          .values(encoding);
    } catch (UpstreamException e) {
      throw e;
    } catch (OverclaimedPageException | IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  /** parquet-java's decoder, before the first value. */
  ValuesReader javaValues(int entries) {
    ValuesReader reader = encoding.getValuesReader(column.descriptor(), ValuesType.VALUES);
    try {
      reader.initFromPage(entries, ByteBufferInputStream.wrap(values()));
    } catch (IOException e) {
      throw broken(e);
    }
    return reader;
  }

  UpstreamException broken(Exception cause) {
    return file.corrupt(
        "column %s has a page that cannot be decoded: %s"
            .formatted(column.name(), cause.getMessage()),
        cause);
  }

  private void readBehindLevels() {
    source.takeAt(storedAt, space.codecs().compressed(stored), stored);
    if (compressed && stored > 0) {
      decompress(stored);
    } else {
      valuesTo = valuesFrom + Math.min(stored, valuesTo - valuesFrom);
      System.arraycopy(
          space.codecs().compressed(stored), 0, bytes, valuesFrom, valuesTo - valuesFrom);
    }
  }

  private void decompress(int length) {
    try {
      space.codecs().decompress(codec, length, bytes, valuesFrom, valuesTo - valuesFrom);
    } catch (BrokenPageException | RuntimeException e) {
      throw broken(e);
    }
  }

  private ByteBuffer values() {
    return ByteBuffer.wrap(bytes, valuesFrom, valuesTo - valuesFrom);
  }
}
