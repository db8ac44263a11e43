package ai.dragoneye.gateway.upstream.results;

import java.util.Objects;
import org.apache.parquet.column.values.ValuesReader;

/** How numbers are stored, and how they become 64 bits: doubles by their bits. */
enum NumberType {
  INT32(Integer.BYTES) {
    @Override
    long widen(int raw) {
      return raw;
    }

    @Override
    long read(ValuesReader reader) {
      return reader.readInteger();
    }
  },
  UINT32(Integer.BYTES) {
    @Override
    long widen(int raw) {
      return Integer.toUnsignedLong(raw);
    }

    @Override
    long read(ValuesReader reader) {
      return Integer.toUnsignedLong(reader.readInteger());
    }
  },
  INT64(Long.BYTES) {
    @Override
    long read(ValuesReader reader) {
      return reader.readLong();
    }
  },
  /** Beyond 2^63 - 1 they come out negative. */
  UINT64(Long.BYTES) {
    @Override
    long read(ValuesReader reader) {
      return reader.readLong();
    }
  },
  FLOAT(Float.BYTES) {
    @Override
    long widen(int raw) {
      return Double.doubleToRawLongBits(Float.intBitsToFloat(raw));
    }

    @Override
    long read(ValuesReader reader) {
      return Double.doubleToRawLongBits(reader.readFloat());
    }
  },
  DOUBLE(Double.BYTES) {
    @Override
    long read(ValuesReader reader) {
      return Double.doubleToRawLongBits(reader.readDouble());
    }
  };

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  static NumberType of(SchemaNode.Leaf leaf) {
    boolean unsigned = Objects.requireNonNullElse(leaf.annotation(), "").startsWith("UINT_");
    return switch (leaf.physical()) {
      case INT32 -> unsigned ? UINT32 : INT32;
      case INT64 -> unsigned ? UINT64 : INT64;
      case FLOAT -> FLOAT;
      // What is always NULL may have any type.
      case DOUBLE, BOOLEAN, INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> DOUBLE;
    };
  }

  /** What a plain value takes. */
  int bytes() {
    return bytes;
  }

  /** The next value of parquet-java's decoder. */
  abstract long read(ValuesReader reader);

  /** A plain value. */
  long plain(byte[] source, int at) {
    return bytes == Long.BYTES
        ? LittleEndian.getLong(source, at)
        : widen(LittleEndian.getInt(source, at));
  }

  long widen(int raw) {
    throw new IllegalStateException(this + " has 64 bits, not " + raw);
  }
}
