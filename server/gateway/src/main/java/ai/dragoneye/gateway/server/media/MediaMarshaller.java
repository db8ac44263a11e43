package ai.dragoneye.gateway.server.media;

import io.grpc.MethodDescriptor;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * Reads the messages of media methods, each copied once and parsed in place. Only reads;
 * thread-safe.
 *
 * @param <M> a message
 */
public final class MediaMarshaller<M> implements MethodDescriptor.Marshaller<M> {
  private final Function<ByteBuf, M> parser;

  private MediaMarshaller(Function<ByteBuf, M> parser) {
    this.parser = parser;
  }

  /** For any message whose field 1 is the config and whose field 2 is a chunk. */
  public static MediaMarshaller<MediaMessage> ofMedia() {
    return new MediaMarshaller<>(MediaMessageParser::parse);
  }

  /** For the messages of PredictImages. */
  public static MediaMarshaller<BatchMessage> ofBatch() {
    return new MediaMarshaller<>(BatchMessageParser::parse);
  }

  @Override
  public M parse(InputStream stream) {
    ByteBuf message;
    try {
      message = MessageBytes.take(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return parser.apply(message);
    } finally {
      message.release();
    }
  }

  @Override
  public InputStream stream(M value) {
    throw new UnsupportedOperationException("media messages are only received");
  }
}
