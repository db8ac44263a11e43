package ai.dragoneye.gateway.server.media;

import io.grpc.MethodDescriptor;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads the messages of media methods without copying their chunks: any message whose field 1 is
 * the config and whose field 2 is a chunk. Only reads; thread-safe.
 */
public final class MediaMarshaller implements MethodDescriptor.Marshaller<MediaMessage> {
  @Override
  public MediaMessage parse(InputStream stream) {
    ByteBuf message;
    try {
      message = MessageBytes.take(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return MediaMessageParser.parse(message);
    } finally {
      message.release();
    }
  }

  @Override
  public InputStream stream(MediaMessage value) {
    throw new UnsupportedOperationException("media messages are only received");
  }
}
