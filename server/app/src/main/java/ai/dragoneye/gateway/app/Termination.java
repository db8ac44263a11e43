package ai.dragoneye.gateway.app;

import java.util.concurrent.CountDownLatch;

/** What happens when the process is asked to end (SIGTERM, SIGINT). */
final class Termination {
  private Termination() {}

  /**
   * Blocks for the rest of the process's life. When it is asked to end, {@code close} runs to its
   * end first.
   *
   * <p>The calling thread stays blocked: if it returned into {@code System.exit} while the hook
   * waits for it, neither would ever go on.
   */
  static void awaitThen(Runnable close) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("termination").unstarted(close));
    new CountDownLatch(1).await();
  }
}
