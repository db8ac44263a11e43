package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.io.ParquetDecodingException;

/** Plain names: each with its length before it. */
final class PlainTexts implements TextDecoder {
  private final byte[] page;
  private final int to;
  private int at;

  PlainTexts(byte[] page, int from, int to) {
    this.page = page;
    this.at = from;
    this.to = to;
  }

  @Override
  public void read(TextSlice slice) {
    int length = pass();
    slice.set(page, at - length, length, false);
  }

  @Override
  public void skip(int count) {
    for (int i = 0; i < count; i++) {
      pass();
    }
  }

  private int pass() {
    int left = to - at - Integer.BYTES;
    int length = left < 0 ? -1 : LittleEndian.getInt(page, at);
    if (length < 0 || length > left) {
      throw new ParquetDecodingException("values end early");
    }
    at += Integer.BYTES + length;
    return length;
  }
}
