package ai.dragoneye.gateway.upstream.results;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import shaded.parquet.org.apache.thrift.TException;

/**
 * Adds up what the objects take that a structure of thrift's compact protocol becomes, before one
 * is made: three forged bytes can become sixty. Lists that claim more elements than there are bytes
 * are refused, since arrays are allocated by what they claim.
 */
final class ThriftCost {
  // No less than the largest of parquet's structures, or a text without its bytes.
  private static final int STRUCT_BYTES = 128;
  private static final int TEXT_BYTES = 72;
  // One letter beyond Latin-1 makes all of a text take two bytes each.
  private static final int MOST_CHAR_BYTES = 2;
  private static final int LIST_BYTES = 64;
  private static final int ELEMENT_BYTES = 8;
  private static final int BOXED_BYTES = 24;

  private static final int TYPE_BITS = 0x0F;
  private static final int STOP = 0;
  private static final int LONG_FORM = 0x0F;
  private static final int BOOLEAN_TRUE = 1;
  private static final int BOOLEAN_FALSE = 2;
  private static final int BYTE = 3;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;

  private final ByteBuffer in;

  private ThriftCost(ByteBuffer in) {
    this.in = in;
  }

  /** Bytes of memory, rather too many than too few; fails where the structure is broken. */
  static long of(byte[] struct) throws TException {
    try {
      return new ThriftCost(ByteBuffer.wrap(struct)).struct(0);
    } catch (BufferUnderflowException e) {
      throw new TException("ends early", e);
    }
  }

  private long struct(int depth) throws TException {
    checkDepth(depth);
    long bytes = STRUCT_BYTES;
    for (int head = in.get(); (head & TYPE_BITS) != STOP; head = in.get()) {
      if ((head & ~TYPE_BITS) == 0) {
        varint();
      }
      int type = head & TYPE_BITS;
      // As a field, a boolean is its type.
      bytes += type == BOOLEAN_TRUE || type == BOOLEAN_FALSE ? 0 : value(type, depth);
    }
    return bytes;
  }

  private long value(int type, int depth) throws TException {
    return switch (type) {
      case BOOLEAN_TRUE, BOOLEAN_FALSE, BYTE -> skip(1);
      case 4, 5, I64 -> {
        varint();
        yield 0;
      }
      case DOUBLE -> skip(Double.BYTES);
      case BINARY -> {
        long length = varint();
        skip(length);
        yield TEXT_BYTES + MOST_CHAR_BYTES * length;
      }
      case LIST, SET -> list(depth);
      case STRUCT -> struct(depth + 1);
      // Parquet has none of these.
      case MAP -> throw new TException("has a map");
      default -> throw new TException("has a value of the unknown type " + type);
    };
  }

  private long list(int depth) throws TException {
    checkDepth(depth);
    int head = Byte.toUnsignedInt(in.get());
    int size = head >>> 4;
    long count = size == LONG_FORM ? varint() : size;
    if (count < 0 || count > in.remaining()) {
      throw new TException("a list claims %d elements".formatted(count));
    }
    int type = head & TYPE_BITS;
    long bytes = LIST_BYTES + count * (type == I64 ? BOXED_BYTES + ELEMENT_BYTES : ELEMENT_BYTES);
    for (long i = 0; i < count; i++) {
      bytes += value(type, depth + 1);
    }
    return bytes;
  }

  private static void checkDepth(int depth) throws TException {
    if (depth > ThriftReader.MAX_NESTING) {
      throw new TException("values are nested too deep");
    }
  }

  private long skip(long length) throws TException {
    if (length < 0 || length > in.remaining()) {
      throw new TException("a value of %d bytes is longer than all".formatted(length));
    }
    in.position(in.position() + (int) length);
    return 0;
  }

  private long varint() throws TException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new TException("a number is too long");
  }
}
