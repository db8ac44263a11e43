package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
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
  private static final int BOX = 16;

  private ObservationRecord() {}

  static void write(byte[] target, int at, VideoBboxObservation seen, long appearance) {
    putLong(target, at, seen.getTimestampMicroseconds());
    putLong(target, at + APPEARANCE, appearance << 1 | (seen.hasObservation() ? 1 : 0));
    // A gap frame writes the zeros of the default, and leaves nothing of an earlier record behind.
    BboxObservation observation = seen.getObservation();
    NormalizedBbox box = observation.getNormalizedBbox();
    putDouble(target, at + BOX, box.getX1());
    putDouble(target, at + BOX + 8, box.getY1());
    putDouble(target, at + BOX + 16, box.getX2());
    putDouble(target, at + BOX + 24, box.getY2());
    putDouble(target, at + BOX + 32, observation.getBboxScore());
  }

  static long timestamp(byte[] bytes, int at) {
    return getLong(bytes, at);
  }

  /** Where the appearance is in its file. */
  static long appearance(byte[] bytes, int at) {
    return getLong(bytes, at + APPEARANCE) >>> 1;
  }

  static boolean hasBox(byte[] bytes, int at) {
    return (getLong(bytes, at + APPEARANCE) & 1) == 1;
  }

  static BboxObservation box(byte[] bytes, int at) {
    return BboxObservation.newBuilder()
        .setNormalizedBbox(
            NormalizedBbox.newBuilder()
                .setX1(getDouble(bytes, at + BOX))
                .setY1(getDouble(bytes, at + BOX + 8))
                .setX2(getDouble(bytes, at + BOX + 16))
                .setY2(getDouble(bytes, at + BOX + 24)))
        .setBboxScore(getDouble(bytes, at + BOX + 32))
        .build();
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
