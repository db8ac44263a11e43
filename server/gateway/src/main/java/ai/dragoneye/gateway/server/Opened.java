package ai.dragoneye.gateway.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened so far and has to be closed, the last first. Not thread-safe. */
final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<Runnable> closings = new ArrayDeque<>();

  /** Has {@code opened} closed by {@code close}. */
  <T> T add(T opened, Consumer<? super T> close) {
    closings.push(() -> close.accept(opened));
    return opened;
  }

  /** Closes everything, also where some of it fails. */
  @Override
  public void close() {
    while (!closings.isEmpty()) {
      try {
        closings.pop().run();
      } catch (RuntimeException e) {
        LOG.error("a part of the gateway could not be closed", e);
      }
    }
  }
}
