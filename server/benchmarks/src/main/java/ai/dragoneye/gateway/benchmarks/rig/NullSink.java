package ai.dragoneye.gateway.benchmarks.rig;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A server that reads media and drops it: what receiving costs by itself. Runs until killed. */
public final class NullSink {
  private static final String SERVICE = "dragoneye_gateway.v1.PredictionService";
  private static final int AHEAD = 32;
  private static final int LARGEST_MESSAGE = 5 << 20;

  private NullSink() {}

  /** Starts it on a free port of loopback, and tells which one. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .addService(
                ServerServiceDefinition.builder(SERVICE).addMethod(METHOD, new Dropping()).build())
            .build()
            .start();
    System.out.println("listening on 127.0.0.1:" + server.getPort());
    server.awaitTermination();
  }

  private static final MethodDescriptor<Integer, byte[]> METHOD =
      MethodDescriptor.newBuilder(Dropped.MARSHALLER, EncodedMessages.MARSHALLER)
          .setFullMethodName(SERVICE + "/PredictImage")
          .setType(MethodType.CLIENT_STREAMING)
          .build();

  /** Messages of which nothing is kept but their size. */
  private enum Dropped implements MethodDescriptor.Marshaller<Integer> {
    MARSHALLER;

    @Override
    public InputStream stream(Integer size) {
      return InputStream.nullInputStream();
    }

    @Override
    public Integer parse(InputStream stream) {
      try (stream) {
        int size = stream.available();
        stream.skipNBytes(size);
        return size;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Dropping implements ServerCallHandler<Integer, byte[]> {
    @Override
    public ServerCall.Listener<Integer> startCall(
        ServerCall<Integer, byte[]> call, Metadata headers) {
      call.request(AHEAD);
      return new ServerCall.Listener<>() {
        @Override
        public void onMessage(Integer size) {
          call.request(1);
        }

        @Override
        public void onHalfClose() {
          call.sendHeaders(new Metadata());
          call.sendMessage(new byte[0]);
          call.close(Status.OK, new Metadata());
        }
      };
    }
  }
}
