package ai.dragoneye.gateway.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.OptionalLong;

/** Media in memory. The array is wrapped, not copied: its owner promised to leave it alone. */
final class BytesSource implements MediaSource {
  private final ByteString bytes;

  BytesSource(byte[] bytes) {
    this.bytes = UnsafeByteOperations.unsafeWrap(bytes);
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Opened open() {
    return new Cursor(bytes);
  }

  private static final class Cursor implements Opened {
    private final ByteString bytes;
    private int position;

    Cursor(ByteString bytes) {
      this.bytes = bytes;
    }

    @Override
    public OptionalLong sizeBytes() {
      return OptionalLong.of(bytes.size());
    }

    @Override
    public ByteString read(int atMost) {
      int end = position + Math.min(atMost, bytes.size() - position);
      ByteString next = bytes.substring(position, end);
      position = end;
      return next;
    }

    @Override
    public void close() {}
  }
}
