package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The numbers of a ZIP header that do not fit their fields: the zip64 extra field holds only those,
 * in the order size, stored size, header offset, in which they have to be asked for.
 */
final class WideNumbers {
  /** Stands in a field whose number is among these. */
  static final int ELSEWHERE = -1;

  private static final int ZIP64_EXTRA = 1;
  private static final int EXTRA_HEADER_LENGTH = 4;

  private final ByteBuffer numbers;

  private WideNumbers(ByteBuffer numbers) {
    this.numbers = numbers;
  }

  /** Those in the extra fields of a header; none where there is no such field. */
  static WideNumbers in(ByteBuffer extra) {
    ByteBuffer fields = extra.slice().order(ByteOrder.LITTLE_ENDIAN);
    while (fields.remaining() >= EXTRA_HEADER_LENGTH) {
      int id = Short.toUnsignedInt(fields.getShort());
      int length = Math.min(Short.toUnsignedInt(fields.getShort()), fields.remaining());
      ByteBuffer field = fields.slice(fields.position(), length);
      if (id == ZIP64_EXTRA) {
        return new WideNumbers(field.order(ByteOrder.LITTLE_ENDIAN));
      }
      fields.position(fields.position() + length);
    }
    return new WideNumbers(ByteBuffer.allocate(0));
  }

  /** The number in {@code field}, or else the next wide one; negative where that is huge. */
  long widen(int field) {
    boolean isWide = field == ELSEWHERE && numbers.remaining() >= Long.BYTES;
    return isWide ? numbers.getLong() : Integer.toUnsignedLong(field);
  }
}
