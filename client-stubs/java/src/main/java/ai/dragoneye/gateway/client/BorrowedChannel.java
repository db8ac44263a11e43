package ai.dragoneye.gateway.client;

import java.util.concurrent.ExecutorService;

/** A channel that is the caller's: left open, and left to connect in its own time. */
record BorrowedChannel(ExecutorService pool) implements ChannelControl {
  @Override
  public boolean isClosed() {
    return pool.isShutdown();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  @Override
  public void reconnect() {}
}
