package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import org.apache.parquet.column.values.ValuesReader;

/**
 * Names of the encodings that are left to parquet-java, one at a time: where prefixes are shared, a
 * page of them may be large.
 */
final class JavaTexts implements TextDecoder {
  private final ValuesReader reader;

  JavaTexts(ValuesReader reader) {
    this.reader = reader;
  }

  @Override
  public void read(TextSlice slice) {
    ByteBuffer value = reader.readBytes().toByteBuffer();
    if (value.hasArray()) {
      slice.set(value.array(), value.arrayOffset() + value.position(), value.remaining(), false);
    } else {
      byte[] copy = new byte[value.remaining()];
      value.get(copy);
      slice.set(copy, 0, copy.length, false);
    }
  }

  @Override
  public void skip(int count) {
    reader.skip(count);
  }
}
