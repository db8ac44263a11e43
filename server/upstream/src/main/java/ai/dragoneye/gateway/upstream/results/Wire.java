package ai.dragoneye.gateway.upstream.results;

/** Tags of fields as they stand before their values. All of the results have one byte. */
final class Wire {
  private static final int TYPE_BITS = 3;
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private Wire() {}

  static int varint(int field) {
    return field << TYPE_BITS | VARINT;
  }

  static int fixed64(int field) {
    return field << TYPE_BITS | FIXED64;
  }

  static int delimited(int field) {
    return field << TYPE_BITS | LENGTH_DELIMITED;
  }
}
