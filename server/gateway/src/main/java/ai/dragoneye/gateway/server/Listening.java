package ai.dragoneye.gateway.server;

import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads and the socket that a server listens with. gRPC's own, which are the same otherwise,
 * let nobody see a connection before it is accepted. Closing it closes the connections left.
 */
final class Listening implements AutoCloseable {
  private static final int MIN_THREADS = 2;
  private static final long SHUTDOWN_SECONDS = 2;

  private final EventLoopGroup accepting = group("dragoneye-accept", 1);
  private final EventLoopGroup serving =
      group("dragoneye-grpc", Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors()));

  private static EventLoopGroup group(String name, int threads) {
    IoHandlerFactory transport =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), transport);
  }

  /** Has {@code onAccept}, in this order, in the pipeline of the listening socket. */
  void apply(NettyServerBuilder builder, ChannelHandler... onAccept) {
    builder
        .bossEventLoopGroup(accepting)
        .workerEventLoopGroup(serving)
        .channelFactory(() -> socket(onAccept));
  }

  private static ServerChannel socket(ChannelHandler... onAccept) {
    ServerChannel socket =
        Epoll.isAvailable() ? new EpollServerSocketChannel() : new NioServerSocketChannel();
    socket.pipeline().addLast(onAccept);
    return socket;
  }

  @Override
  public void close() {
    var _ = accepting.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    var _ = serving.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }
}
