package ai.dragoneye.gateway.upstream.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/** The repetition levels of a column, or its definition levels: a window of them at a time. */
final class Levels {
  private final LeafColumn column;
  private final int max;
  private final Scratch window;
  private final HybridRuns runs = new HybridRuns();
  private @Nullable ValuesReader old;

  private Levels(LeafColumn column, int max, ReaderMemory memory) {
    this.column = column;
    this.max = max;
    this.window = new Scratch(memory);
  }

  static Levels ofRepetition(LeafColumn column, ReaderMemory memory) {
    return new Levels(column, column.maxRepetition(), memory);
  }

  static Levels ofDefinition(LeafColumn column, ReaderMemory memory) {
    return new Levels(column, column.maxDefinition(), memory);
  }

  /**
   * Stands before the first level of a page of version 1, where they are preceded by their length.
   *
   * @return where in the page they end
   */
  int openSized(Encoding encoding, byte[] page, int from, int to, int entries) {
    if (max == 0) {
      return from;
    }
    if (encoding != Encoding.RLE) {
      return openOld(encoding, page, from, to, entries);
    }
    int length = to - from < Integer.BYTES ? -1 : LittleEndian.getInt(page, from);
    int start = from + Integer.BYTES;
    if (length < 0 || length > to - start) {
      throw new ParquetDecodingException("levels are longer than their page");
    }
    openBare(page, start, start + length);
    return start + length;
  }

  /** Stands before the first level of a page of version 2, where nothing else is between. */
  void openBare(byte[] page, int from, int to) {
    old = null;
    runs.open(page, from, to, BytesUtils.getWidthFromMaxInt(max));
  }

  /** The next levels, {@code count} of them and slack. Valid until the next call. */
  byte[] read(int count) {
    byte[] levels = window.atLeast(count);
    if (old != null) {
      for (int i = 0; i < count; i++) {
        levels[i] = (byte) old.readInteger();
      }
    } else if (max > 0) {
      runs.read(levels, count);
    }
    check(levels, count);
    return levels;
  }

  /** A run may hold any byte, and numbers have bits for more than the highest level. */
  private void check(byte[] levels, int count) {
    int outside = 0;
    for (int i = 0; i < count; i++) {
      outside |= levels[i] | (max - levels[i]);
    }
    if (outside < 0) {
      throw new ParquetDecodingException("a level is over " + max);
    }
  }

  /** BIT_PACKED, which no writer of today uses. */
  @SuppressWarnings("deprecation")
  private int openOld(Encoding encoding, byte[] page, int from, int to, int entries) {
    long length =
        Math.ceilDiv((long) entries * BytesUtils.getWidthFromMaxInt(max), (long) Byte.SIZE);
    if (encoding != Encoding.BIT_PACKED || length > to - from) {
      throw new ParquetDecodingException("levels in " + encoding + " do not fit their page");
    }
    ValuesReader reader =
        encoding.getValuesReader(
            column.descriptor(),
            max == column.maxRepetition()
                ? ValuesType.REPETITION_LEVEL
                : ValuesType.DEFINITION_LEVEL);
    try {
      reader.initFromPage(
          entries, ByteBufferInputStream.wrap(ByteBuffer.wrap(page, from, (int) length)));
    } catch (IOException e) {
      throw new ParquetDecodingException("levels are broken", e);
    }
    old = reader;
    return from + (int) length;
  }
}
