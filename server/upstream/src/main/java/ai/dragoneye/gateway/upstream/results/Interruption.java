package ai.dragoneye.gateway.upstream.results;

import java.util.concurrent.CancellationException;

/** Ends long reading for a caller who has gone. */
final class Interruption {
  private Interruption() {}

  /**
   * @throws CancellationException where the thread was interrupted, whose flag stays set
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while reading a result");
    }
  }
}
