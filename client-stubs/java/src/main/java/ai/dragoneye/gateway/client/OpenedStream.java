package ai.dragoneye.gateway.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * An input stream being read. Closing this closes the stream; whoever does not own it passes a
 * stream that ignores that.
 */
final class OpenedStream implements MediaSource.Opened {
  private final InputStream stream;
  private final OptionalLong sizeBytes;

  OpenedStream(InputStream stream, OptionalLong sizeBytes) {
    this.stream = stream;
    this.sizeBytes = sizeBytes;
  }

  @Override
  public OptionalLong sizeBytes() {
    return sizeBytes;
  }

  @Override
  public ByteString read(int atMost) throws IOException {
    // A fresh array each time: the transport keeps the last ones until they are on the wire.
    return UnsafeByteOperations.unsafeWrap(stream.readNBytes(atMost));
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
