package ai.dragoneye.gateway.simulator.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The event loops and the ports bound on them. Closing it ends every connection at once. */
public final class HttpTransport implements AutoCloseable {
  private static final int MAX_READ = 256 * 1024;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          new DefaultThreadFactory("dragoneye-simulator", true), NioIoHandler.newFactory());
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

  /** Is told of the connections of a port, on any thread. */
  public interface ConnectionListener {
    /** A client has connected. */
    void opened();

    /** A client's connection has ended. */
    void closed();

    /** Does not care. */
    ConnectionListener IGNORING =
        new ConnectionListener() {
          @Override
          public void opened() {}

          @Override
          public void closed() {}
        };
  }

  /**
   * Serves a port.
   *
   * @param address where to listen; port 0 is any free one
   * @return the address bound
   * @throws UncheckedIOException when it cannot be bound
   */
  public InetSocketAddress bind(
      InetSocketAddress address, RequestRouter router, ConnectionListener listener) {
    ServerBootstrap server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(2048, 64 * 1024, MAX_READ))
            .childHandler(initializer(router, listener));
    var bound = server.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      String where = address.getHostString() + ":" + address.getPort();
      throw new UncheckedIOException("cannot listen on " + where, new IOException(bound.cause()));
    }
    channels.add(bound.channel());
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private ChannelInitializer<Channel> initializer(
      RequestRouter router, ConnectionListener listener) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channels.add(channel);
        listener.opened();
        channel.closeFuture().addListener(closed -> listener.closed());
        channel
            .pipeline()
            .addLast(new HttpServerCodec(new HttpDecoderConfig().setMaxChunkSize(MAX_READ)))
            .addLast(new Connection(router, new LoopTasks(channel, blocking), channel));
      }
    };
  }

  @Override
  public void close() {
    channels.close().awaitUninterruptibly();
    blocking.shutdownNow();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
