package ai.dragoneye.gateway.simulator.http;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs things on a connection's event loop, as long as the connection lives. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // what runs here answers for its own failures
final class LoopTasks {
  private static final Logger log = LoggerFactory.getLogger(LoopTasks.class);

  private final Channel channel;
  private final Executor blocking;

  /** Tasks of a channel; work that may block goes to the executor. */
  LoopTasks(Channel channel, Executor blocking) {
    this.channel = channel;
    this.blocking = blocking;
  }

  void run(Runnable action) {
    if (channel.isActive()) {
      channel.eventLoop().execute(action);
    }
  }

  /** Runs an action after a while; at once, if there is no while and this is the event loop. */
  void later(Duration delay, Runnable action) {
    if (delay.isZero() && channel.eventLoop().inEventLoop()) {
      action.run();
      return;
    }
    channel.eventLoop().schedule(() -> ifAlive(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void ifAlive(Runnable action) {
    if (channel.isActive()) {
      action.run();
    }
  }

  /** Has work done where it may block, and what it says used on the event loop. */
  void offload(Supplier<Reply> work, Consumer<Reply> use) {
    blocking.execute(
        () -> {
          Reply reply = done(work);
          run(() -> use.accept(reply));
        });
  }

  private static Reply done(Supplier<Reply> work) {
    try {
      return work.get();
    } catch (RuntimeException bug) {
      log.error("The simulator failed to answer a request", bug);
      return Reply.detail(500, "the simulator failed");
    }
  }
}
