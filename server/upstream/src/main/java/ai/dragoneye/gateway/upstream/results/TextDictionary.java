package ai.dragoneye.gateway.upstream.results;

/** The different names of a column. Each is held against UTF-8 once, not wherever it occurs. */
final class TextDictionary {
  private static final int ENTRY_BYTES = 2 * Integer.BYTES + 1;

  private final byte[] bytes;
  private final int[] offsets;
  private final int[] lengths;
  private final boolean[] valid;

  /**
   * @param bytes plain names, from the start
   */
  TextDictionary(byte[] bytes, int size, int count) {
    this.bytes = bytes;
    this.offsets = new int[count];
    this.lengths = new int[count];
    this.valid = new boolean[count];
    TextSlice slice = new TextSlice();
    PlainTexts plain = new PlainTexts(bytes, 0, size);
    for (int i = 0; i < count; i++) {
      plain.read(slice);
      offsets[i] = slice.offset();
      lengths[i] = slice.length();
      valid[i] = slice.isUtf8();
    }
  }

  /** What one of so many names takes, beside its bytes. */
  static long memoryBytes(int count) {
    return (long) count * ENTRY_BYTES;
  }

  int size() {
    return offsets.length;
  }

  void read(int id, TextSlice slice) {
    slice.set(bytes, offsets[id], lengths[id], valid[id]);
  }
}
