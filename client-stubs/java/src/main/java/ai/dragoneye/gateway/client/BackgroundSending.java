package ai.dragoneye.gateway.client;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * The sending of a call on a thread of an executor's, which is interrupted when the call ends
 * before.
 */
final class BackgroundSending {
  private final FutureTask<?> sending;
  private final OpenCall call;

  private BackgroundSending(Callable<?> work, OpenCall call) {
    this.sending = new FutureTask<>(work);
    this.call = call;
  }

  /** Begins to send; the call ends with what the work throws. */
  static void start(Executor executor, Callable<?> work, OpenCall call) {
    BackgroundSending background = new BackgroundSending(work, call);
    call.whenEnded(() -> background.sending.cancel(true));
    try {
      executor.execute(background::runToEnd);
    } catch (RejectedExecutionException e) {
      call.fail(CallFailures.rejected(e));
    }
  }

  /**
   * Reports a failure only after the task has ended, so that the interrupt that follows cannot hit
   * this thread.
   */
  private void runToEnd() {
    sending.run();
    try {
      sending.get();
    } catch (CancellationException e) {
      // The interrupt was meant for the reading alone, and a direct executor runs on a thread of
      // the caller's.
      Thread.interrupted();
      call.fail(e);
    } catch (ExecutionException e) {
      call.fail(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
