package ai.dragoneye.gateway.upstream.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;

/**
 * Looks through the decompressed values of a page for counts by which parquet-java's decoders
 * allocate arrays, and refuses those that the page does not warrant. All other mistakes are left to
 * the decoders.
 */
final class PageCheck {
  private static final int MAX_DELTA_BLOCK = 1 << 16;

  private final ByteBuffer page;
  private final int count;
  private final int maxStringBytes;
  private final LongConsumer reserve;
  private long decoderBytes;

  /**
   * @param count entries of the page by its header, NULLs included
   * @param reserve hears what the decoders are going to allocate for all that was looked through,
   *     before anything is
   */
  PageCheck(ByteBuffer page, int count, int maxStringBytes, LongConsumer reserve) {
    this.page = page.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.count = count;
    this.maxStringBytes = maxStringBytes;
    this.reserve = reserve;
  }

  /** A page that claims more than it can hold. */
  static final class OverclaimedPageException extends Exception {
    private static final long serialVersionUID = 1L;

    OverclaimedPageException(String message) {
      super(message);
    }
  }

  private void expect(long bytes) {
    decoderBytes += bytes;
    reserve.accept(decoderBytes);
  }

  /** Looks through the values from here to the end of the page. */
  void values(Encoding encoding) throws OverclaimedPageException, IOException {
    if (!page.hasRemaining()) {
      return;
    }
    switch (encoding) {
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> delta(page.duplicate());
      case DELTA_BYTE_ARRAY -> prefixedStrings();
      case BYTE_STREAM_SPLIT -> expect(page.remaining());
      case PLAIN, PLAIN_DICTIONARY, RLE_DICTIONARY, RLE, BIT_PACKED -> {}
    }
  }

  /**
   * Looks at the header of delta-packed integers, which is where {@code at} stands, and returns how
   * many they are.
   */
  private int delta(ByteBuffer at) throws OverclaimedPageException {
    int block = varint(at);
    int miniBlocks = varint(at);
    int total = varint(at);
    boolean sized = block > 0 && block <= MAX_DELTA_BLOCK && miniBlocks > 0 && miniBlocks <= block;
    if (!sized || total < 0 || total > count) {
      throw new OverclaimedPageException("delta-packed values claim more than their page");
    }
    expect(((long) total + block) * Long.BYTES);
    return total;
  }

  private void prefixedStrings() throws OverclaimedPageException, IOException {
    int total = delta(page.duplicate());
    ByteBufferInputStream in = ByteBufferInputStream.wrap(page.duplicate());
    DeltaBinaryPackingValuesReader prefixes = new DeltaBinaryPackingValuesReader();
    prefixes.initFromPage(count, in);
    for (int i = 0; i < total; i++) {
      int prefix = prefixes.readInteger();
      if (prefix < 0 || prefix > maxStringBytes) {
        throw new OverclaimedPageException("a prefix has %d bytes".formatted(prefix));
      }
    }
    skip(in.position());
    delta(page.duplicate());
  }

  private void skip(long bytes) throws OverclaimedPageException {
    if (bytes < 0 || bytes > page.remaining()) {
      throw new OverclaimedPageException("strings are longer than their page");
    }
    page.position(page.position() + (int) bytes);
  }

  private static int varint(ByteBuffer bytes) throws OverclaimedPageException {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE && bytes.hasRemaining(); shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new OverclaimedPageException("a number in it is broken");
  }
}
