package ai.dragoneye.gateway.upstream.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a virtual thread of its own, to be interrupted. */
public final class Interrupted {
  private static final int LIMIT_SECONDS = 10;

  private final CompletableFuture<Throwable> end = new CompletableFuture<>();
  private final Thread thread;

  /** Something that blocks. */
  @FunctionalInterface
  public interface Call {
    void run() throws Exception;
  }

  public Interrupted(Call call) {
    this.thread =
        Thread.startVirtualThread(
            () -> {
              try {
                call.run();
                end.complete(new AssertionError("the call returned"));
              } catch (Throwable thrown) {
                end.complete(thrown);
              }
            });
  }

  /** Interrupts it. */
  public Interrupted interrupt() {
    thread.interrupt();
    return this;
  }

  /** What it ended with. */
  public Throwable thrown() throws InterruptedException, ExecutionException, TimeoutException {
    return end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
