package ai.dragoneye.gateway.server.wire;

import io.grpc.MethodDescriptor;
import java.io.InputStream;

/**
 * Gives responses to the transport.
 *
 * <p>grpc-netty's sendMessage copies a response into its own buffers before it returns, compressed
 * or not, so what a message lends has to stay only that long. A transport that keeps the stream
 * instead, as grpc-java's in-process one does, must not be used with it.
 */
public final class WireMarshaller implements MethodDescriptor.Marshaller<WireMessage> {
  @Override
  public InputStream stream(WireMessage message) {
    return new WireStream(message);
  }

  @Override
  public WireMessage parse(InputStream stream) {
    throw new UnsupportedOperationException("responses are only sent");
  }
}
