package ai.dragoneye.gateway.client;

import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A gRPC server on a free port of loopback that remembers the metadata of its calls. */
final class FakeGateway implements AutoCloseable {
  private final List<Metadata> headers = new CopyOnWriteArrayList<>();
  private final Server server;
  private final int port;

  private FakeGateway(int wantedPort, ServerCredentials credentials, BindableService... services) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort), credentials);
    for (BindableService service : services) {
      builder.addService(service);
    }
    server = builder.intercept(new Recorder()).build();
    try {
      server.start();
      port = server.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FakeGateway serving(BindableService... services) {
    return new FakeGateway(0, InsecureServerCredentials.create(), services);
  }

  /** On the port of a gateway that has stopped. */
  static FakeGateway servingAt(int port, BindableService... services) {
    return new FakeGateway(port, InsecureServerCredentials.create(), services);
  }

  static FakeGateway serving(BindableService service, ServerCredentials credentials) {
    return new FakeGateway(0, credentials, service);
  }

  int port() {
    return port;
  }

  Dragoneye connect() {
    return Dragoneye.connect("localhost:" + port());
  }

  /** A client that does not wait before it opens a stream again. */
  Dragoneye connectImpatiently() {
    ManagedChannel channel =
        Grpc.newChannelBuilder("localhost:" + port, InsecureChannelCredentials.create()).build();
    ExecutorService executor = Executors.newCachedThreadPool();
    return new Dragoneye(
        new Connection(
            channel,
            new MediaThreads(executor, executor),
            new OwnChannel(channel, executor),
            () -> 0));
  }

  /** The request metadata of every call so far. */
  List<Metadata> headers() {
    return headers;
  }

  /** Cuts all connections and waits until the port is free. */
  void stop() {
    server.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private final class Recorder implements ServerInterceptor {
    @Override
    public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
        ServerCall<ReqT, RespT> call, Metadata metadata, ServerCallHandler<ReqT, RespT> next) {
      headers.add(metadata);
      return next.startCall(call, metadata);
    }
  }
}
