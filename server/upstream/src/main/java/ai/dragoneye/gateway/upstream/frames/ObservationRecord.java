package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An observation in 56 bytes: time, which appearance of which object, whether there is a box, the
 * box and its score, bit for bit.
 */
final class ObservationRecord {
  static final int BYTES = 56;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int APPEARANCE = 8;
  private static final int X1 = 16;
  private static final int Y1 = 24;
  private static final int X2 = 32;
  private static final int Y2 = 40;
  private static final int SCORE = 48;
  // A field whose tag takes one byte.
  private static final int DOUBLE_BYTES = 1 + Double.BYTES;

  private ObservationRecord() {}

  /** Writes an observation without a box, and leaves nothing of an earlier record behind. */
  static void clear(byte[] target, int at) {
    for (int place = 0; place < BYTES; place += Long.BYTES) {
      putLong(target, at + place, 0);
    }
  }

  static void timestamp(byte[] target, int at, long timestamp) {
    putLong(target, at, timestamp);
  }

  static long timestamp(byte[] bytes, int at) {
    return getLong(bytes, at);
  }

  /** Where the appearance is in its file. */
  static void appearance(byte[] target, int at, long place) {
    putLong(target, at + APPEARANCE, (place << 1) | (getLong(target, at + APPEARANCE) & 1));
  }

  static long appearance(byte[] bytes, int at) {
    return getLong(bytes, at + APPEARANCE) >>> 1;
  }

  /** Notes that there is a box. */
  static void box(byte[] target, int at) {
    putLong(target, at + APPEARANCE, getLong(target, at + APPEARANCE) | 1);
  }

  static boolean hasBox(byte[] bytes, int at) {
    return (getLong(bytes, at + APPEARANCE) & 1) == 1;
  }

  /** Sets the edge of the box that has the field number in NormalizedBbox, if there is one. */
  static void edge(byte[] target, int at, int field, double value) {
    int place =
        switch (field) {
          case NormalizedBbox.X1_FIELD_NUMBER -> X1;
          case NormalizedBbox.Y1_FIELD_NUMBER -> Y1;
          case NormalizedBbox.X2_FIELD_NUMBER -> X2;
          case NormalizedBbox.Y2_FIELD_NUMBER -> Y2;
          default -> throw new IllegalArgumentException("no edge has field number " + field);
        };
    putDouble(target, at + place, value);
  }

  static void score(byte[] target, int at, double score) {
    putDouble(target, at + SCORE, score);
  }

  /** Size of the box as an encoded BboxObservation. */
  static int boxSize(byte[] bytes, int at) {
    return PieceBuffer.framedSize(
            BboxObservation.NORMALIZED_BBOX_FIELD_NUMBER, edgesSize(bytes, at))
        + doubleSize(bytes, at + SCORE);
  }

  private static int edgesSize(byte[] bytes, int at) {
    return doubleSize(bytes, at + X1)
        + doubleSize(bytes, at + Y1)
        + doubleSize(bytes, at + X2)
        + doubleSize(bytes, at + Y2);
  }

  private static int doubleSize(byte[] bytes, int at) {
    return getLong(bytes, at) == 0 ? 0 : DOUBLE_BYTES;
  }

  /** Encodes the box as a BboxObservation. */
  static void encodeBox(byte[] bytes, int at, PieceBuffer target) {
    target.frame(BboxObservation.NORMALIZED_BBOX_FIELD_NUMBER, edgesSize(bytes, at));
    target.float64(NormalizedBbox.X1_FIELD_NUMBER, getDouble(bytes, at + X1));
    target.float64(NormalizedBbox.Y1_FIELD_NUMBER, getDouble(bytes, at + Y1));
    target.float64(NormalizedBbox.X2_FIELD_NUMBER, getDouble(bytes, at + X2));
    target.float64(NormalizedBbox.Y2_FIELD_NUMBER, getDouble(bytes, at + Y2));
    target.float64(BboxObservation.BBOX_SCORE_FIELD_NUMBER, getDouble(bytes, at + SCORE));
  }

  static void putLong(byte[] target, int at, long value) {
    LONGS.set(target, at, value);
  }

  static long getLong(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  private static void putDouble(byte[] target, int at, double value) {
    putLong(target, at, Double.doubleToRawLongBits(value));
  }

  private static double getDouble(byte[] bytes, int at) {
    return Double.longBitsToDouble(getLong(bytes, at));
  }
}
