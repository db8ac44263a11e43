package ai.dragoneye.gateway.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or SIGTERM: interrupts the thread that runs the command, which cancels its call, and
 * gives it a moment to say so and to clean up. The JVM then exits with 130 or 143 by itself.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 1;

  private final Thread command;
  private final CountDownLatch over = new CountDownLatch(1);

  private Interruption(Thread command) {
    this.command = command;
  }

  /** From now on, a signal interrupts this thread. */
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "interruption"));
    return interruption;
  }

  /** The command is over: exiting waits for nothing. */
  void over() {
    over.countDown();
  }

  private void interrupt() {
    if (over.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        // It waits for something that hears no interrupt, such as its standard input.
        System.err.println("dragoneye: interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
