package ai.dragoneye.gateway.upstream.results;

import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Unpacks parquet's hybrid of runs: each is one number repeated, or numbers packed bit by bit. In
 * place of parquet-java's decoder, which hands them out one call each and allocates by what a run
 * claims; here a stretch of any length is unpacked into an array of the caller.
 *
 * <p>The bytes need {@link Scratch#SLACK} more behind them: whole words are loaded.
 */
final class HybridRuns {
  private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;

  private byte[] bytes = {};
  private int at;
  private int end;
  private int width;
  private int left;
  private boolean packed;
  private int repeated;
  private long bit;

  /** Stands before the first of the numbers in {@code from} to {@code to}. */
  void open(byte[] source, int from, int to, int bitWidth) {
    bytes = source;
    at = from;
    end = to;
    width = bitWidth;
    packed = false;
    repeated = 0;
    // Without bits there is but one number, and nothing to read.
    left = bitWidth == 0 ? Integer.MAX_VALUE : 0;
  }

  /** Unpacks numbers below 128 into a target with as much slack as the bytes. */
  void read(byte[] target, int count) {
    for (int done = 0; done < count; ) {
      int stretch = stretch(count - done);
      if (packed) {
        unpack(target, done, done + stretch);
      } else {
        fill(target, done, done + stretch);
      }
      done += stretch;
      pass(stretch);
    }
  }

  void read(int[] target, int count) {
    for (int done = 0; done < count; ) {
      int stretch = stretch(count - done);
      if (packed) {
        unpack(target, done, done + stretch);
      } else {
        Arrays.fill(target, done, done + stretch, repeated);
      }
      done += stretch;
      pass(stretch);
    }
  }

  void skip(int count) {
    for (int done = 0; done < count; ) {
      int stretch = stretch(count - done);
      done += stretch;
      pass(stretch);
    }
  }

  private int stretch(int wanted) {
    while (left == 0) {
      nextRun();
    }
    return Math.min(left, wanted);
  }

  private void pass(int count) {
    left -= count;
    bit += (long) count * width;
  }

  /** Eight at a time into the slack: runs are short, for which Arrays.fill is slow. */
  private void fill(byte[] target, int from, int to) {
    long eight = repeated * EVERY_BYTE;
    for (int i = from; i < to; i += Long.BYTES) {
      LittleEndian.putLong(target, i, eight);
    }
  }

  /** Eight at a time: {@link Long#expand} is a single instruction where the processor has it. */
  private void unpack(byte[] target, int from, int to) {
    long places = ((1L << width) - 1) * EVERY_BYTE;
    long next = bit;
    for (int i = from; i < to; i += Long.BYTES) {
      LittleEndian.putLong(target, i, Long.expand(word(next), places));
      next += (long) Long.BYTES * width;
    }
  }

  private void unpack(int[] target, int from, int to) {
    long mask = (1L << width) - 1;
    long next = bit;
    for (int i = from; i < to; i++) {
      target[i] = (int) (word(next) & mask);
      next += width;
    }
  }

  /** At least 57 bits, which holds eight levels of 7 bits, or a number of 32. */
  private long word(long firstBit) {
    return LittleEndian.getLong(bytes, (int) (firstBit >>> 3)) >>> (firstBit & 7);
  }

  private void nextRun() {
    int header = varint();
    int length = header >>> 1;
    packed = (header & 1) != 0;
    if (packed) {
      // Writers may leave out what fills the last group up.
      long there = (end - at) * (long) Byte.SIZE / width;
      left = (int) Math.min((long) length * Byte.SIZE, there);
      bit = (long) at * Byte.SIZE;
      at = (int) Math.min(end, at + (long) length * width);
    } else {
      left = length;
      repeated = 0;
      for (int shift = 0; shift < width; shift += Byte.SIZE) {
        repeated |= next() << shift;
      }
    }
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = next();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new ParquetDecodingException("a run has no length");
  }

  private int next() {
    if (at >= end) {
      throw new ParquetDecodingException("runs end early");
    }
    return Byte.toUnsignedInt(bytes[at++]);
  }
}
