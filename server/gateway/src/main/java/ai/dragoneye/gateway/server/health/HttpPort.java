package ai.dragoneye.gateway.server.health;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small HTTP server: one thread, few connections, one short request on each. It shares nothing
 * with the gRPC server, so that it answers however busy that one is.
 */
final class HttpPort implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 64;
  private static final int MAX_LINE_BYTES = 2048;
  private static final int MAX_HEADER_BYTES = 8192;
  private static final int MAX_CHUNK_BYTES = 1024;
  private static final int TIMEOUT_SECONDS = 10;

  private final EventLoopGroup thread;
  private final Channel server;

  private HttpPort(EventLoopGroup thread, Channel server) {
    this.thread = thread;
    this.server = server;
  }

  /**
   * Listens.
   *
   * @param name what the port is for: names the thread
   * @throws IOException where that fails; its message tells why
   */
  static HttpPort listen(String name, InetSocketAddress address, HttpRoutes routes)
      throws IOException {
    EventLoopGroup thread =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("dragoneye-" + name, true), NioIoHandler.newFactory());
    var bound =
        new ServerBootstrap()
            .group(thread)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Pipeline(routes))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      end(thread);
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    return new HttpPort(thread, bound.channel());
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    end(thread);
  }

  private static void end(EventLoopGroup thread) {
    Future<?> ended = thread.shutdownGracefully(0, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    ended.awaitUninterruptibly(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  private static final class Pipeline extends ChannelInitializer<SocketChannel> {
    private final HttpRoutes routes;
    private final AtomicInteger connections = new AtomicInteger();

    Pipeline(HttpRoutes routes) {
      this.routes = routes;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      channel.closeFuture().addListener(closed -> connections.decrementAndGet());
      if (connections.incrementAndGet() > MAX_CONNECTIONS) {
        ChannelFuture _ = channel.close();
        return;
      }
      channel
          .pipeline()
          .addLast(new ReadTimeoutHandler(TIMEOUT_SECONDS))
          .addLast(new WriteTimeoutHandler(TIMEOUT_SECONDS))
          .addLast(new HttpServerCodec(MAX_LINE_BYTES, MAX_HEADER_BYTES, MAX_CHUNK_BYTES))
          .addLast(new OneRequest(routes));
    }
  }
}
