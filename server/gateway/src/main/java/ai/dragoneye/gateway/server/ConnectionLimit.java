package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.config.AdmissionSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections beyond a limit as soon as they are accepted, before anything is read from or
 * allocated for them. Stands in the pipeline of the listening socket. Thread-safe.
 */
@ChannelHandler.Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
  private final AdmissionSettings.Connections settings;
  private final Map<InetAddress, Integer> byAddress = new HashMap<>();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private int open;

  ConnectionLimit(AdmissionSettings.Connections settings) {
    this.settings = settings;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Channel connection = (Channel) message;
    InetAddress address = address(connection);
    if (enter(address)) {
      taken.incrementAndGet();
      connection.closeFuture().addListener(_ -> leave(address));
      context.fireChannelRead(connection);
    } else {
      refused.incrementAndGet();
      connection.unsafe().closeForcibly();
    }
  }

  private static @Nullable InetAddress address(Channel connection) {
    return connection.remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress()
        : null;
  }

  private synchronized boolean enter(@Nullable InetAddress address) {
    int here = address == null ? 0 : byAddress.getOrDefault(address, 0);
    boolean crowded = settings.maxPerAddress() > 0 && here >= settings.maxPerAddress();
    if (open >= settings.max() || crowded) {
      return false;
    }
    add(address, 1);
    return true;
  }

  private synchronized void leave(@Nullable InetAddress address) {
    add(address, -1);
  }

  private void add(@Nullable InetAddress address, int count) {
    open += count;
    if (address != null) {
      byAddress.merge(address, count, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  /** Connections that are open. */
  synchronized int open() {
    return open;
  }

  /** Connections taken so far. */
  long taken() {
    return taken.get();
  }

  /** Connections closed for the limit so far. */
  long refused() {
    return refused.get();
  }
}
