package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.io.ParquetDecodingException;

/** Plain numbers, narrow ones being widened. */
final class NarrowNumbers implements NumberDecoder {
  private final NumberType type;
  private final byte[] page;
  private final int to;
  private int at;

  NarrowNumbers(NumberType type, PageBody body) {
    this.type = type;
    this.page = body.bytes();
    this.at = body.valuesFrom();
    this.to = body.valuesTo();
  }

  @Override
  public void read(byte[] target, int count) {
    int from = at;
    skip(count);
    for (int i = 0; i < count; i++) {
      LittleEndian.putLong(target, i * Long.BYTES, type.plain(page, from + i * type.bytes()));
    }
  }

  @Override
  public void skip(int count) {
    long bytes = (long) count * type.bytes();
    if (bytes > to - at) {
      throw new ParquetDecodingException("values end early");
    }
    at += (int) bytes;
  }
}
