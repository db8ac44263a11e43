package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A thread that makes one call, which fails. */
final class Caller {
  private final AtomicReference<@Nullable DragoneyeException> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean stayedInterrupted;

  private Caller(Runnable call) {
    thread = new Thread(() -> run(call));
  }

  static Caller start(Runnable call) {
    Caller caller = new Caller(call);
    caller.thread.start();
    return caller;
  }

  private void run(Runnable call) {
    try {
      call.run();
    } catch (DragoneyeException e) {
      failure.set(e);
    }
    stayedInterrupted = Thread.currentThread().isInterrupted();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** How the call failed, once the thread has ended, still interrupted. */
  DragoneyeException failure() throws InterruptedException {
    thread.join();
    assertThat(stayedInterrupted).isTrue();
    return Objects.requireNonNull(failure.get());
  }
}
