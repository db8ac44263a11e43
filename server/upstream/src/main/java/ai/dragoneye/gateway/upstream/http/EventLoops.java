package ai.dragoneye.gateway.upstream.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.netty.resources.LoopResources;

/**
 * The event loops that connections and name resolution share. Not reactor-netty's own: disposing of
 * those starts timer threads that stay for the life of the process.
 */
final class EventLoops implements AutoCloseable {
  private static final long SHUTDOWN_SECONDS = 5;
  private static final int MIN_THREADS = 2;

  private final EventLoopGroup group;

  EventLoops() {
    int threads = Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors());
    this.group =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("dragoneye-upstream", true), transport());
  }

  private static IoHandlerFactory transport() {
    return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  LoopResources resources() {
    return _ -> group;
  }

  Disposable schedule(Runnable task, Duration delay) {
    Future<?> scheduled = group.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /** Closes the connections that are left and waits for the threads to end. Idempotent. */
  @Override
  public void close() {
    group
        .shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(2 * SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }
}
