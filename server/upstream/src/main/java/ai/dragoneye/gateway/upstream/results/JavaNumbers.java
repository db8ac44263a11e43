package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.column.values.ValuesReader;

/** Numbers of the encodings that are left to parquet-java. */
final class JavaNumbers implements NumberDecoder {
  private final NumberType type;
  private final ValuesReader reader;

  JavaNumbers(NumberType type, ValuesReader reader) {
    this.type = type;
    this.reader = reader;
  }

  @Override
  public void read(byte[] target, int count) {
    for (int i = 0; i < count; i++) {
      LittleEndian.putLong(target, i * Long.BYTES, type.read(reader));
    }
  }

  @Override
  public void skip(int count) {
    reader.skip(count);
  }
}
