package ai.dragoneye.gateway.client;

import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** A channel that lives as long as the client. */
final class OwnChannel implements ChannelControl {
  /** However many calls wait for a gateway, they knock no more often than this. */
  private static final Duration BETWEEN_RECONNECTS = Duration.ofMillis(200);

  private final ManagedChannel channel;
  private final ExecutorService pool;
  private final AtomicLong nextReconnect = new AtomicLong(System.nanoTime());

  OwnChannel(ManagedChannel channel, ExecutorService pool) {
    this.channel = channel;
    this.pool = pool;
  }

  @Override
  public boolean isClosed() {
    return channel.isShutdown();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    pool.shutdownNow();
  }

  @Override
  public void reconnect() {
    long now = System.nanoTime();
    long next = nextReconnect.get();
    if (now - next >= 0 && nextReconnect.compareAndSet(next, now + BETWEEN_RECONNECTS.toNanos())) {
      channel.resetConnectBackoff();
    }
  }
}
