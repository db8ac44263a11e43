package ai.dragoneye.gateway.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hands the events of a call to a listener, one at a time, on an executor's threads; none is held
 * while there is nothing to hand over.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What is attached to the future does not throw.
final class Delivery<E, R> {
  private final AtomicInteger signals = new AtomicInteger();
  private final CompletableFuture<R> outcome = new CompletableFuture<>();
  private final Inbound<?, E> inbound;
  private final Executor executor;
  private final Consumer<E> listener;
  private final Supplier<R> result;

  private Delivery(
      Inbound<?, E> inbound, Executor executor, Consumer<E> listener, Supplier<R> result) {
    this.inbound = inbound;
    this.executor = executor;
    this.listener = listener;
    this.result = result;
  }

  /**
   * Connects a listener to a call that is not open yet.
   *
   * @param result makes the future's value, after the last event
   * @return cancelling it cancels the call
   */
  static <E, R> CompletableFuture<R> of(
      Inbound<?, E> inbound, Executor executor, Consumer<E> listener, Supplier<R> result) {
    Delivery<E, R> delivery = new Delivery<>(inbound, executor, listener, result);
    inbound.onChange(delivery::signal);
    delivery.outcome.whenComplete((value, failure) -> inbound.close());
    return delivery.outcome;
  }

  private void signal() {
    if (signals.getAndIncrement() == 0) {
      try {
        executor.execute(this::run);
      } catch (RejectedExecutionException e) {
        inbound.failRejected(e);
        complete();
      }
    }
  }

  private void run() {
    int seen = signals.get();
    while (seen != 0) {
      try {
        drain();
      } catch (RuntimeException | Error thrownByListener) {
        outcome.completeExceptionally(thrownByListener);
      }
      seen = signals.addAndGet(-seen);
    }
  }

  private void drain() {
    E event = inbound.poll();
    while (event != null && !outcome.isDone()) {
      listener.accept(event);
      event = inbound.poll();
    }
    if (inbound.isDrained() && !outcome.isDone()) {
      complete();
    }
  }

  private void complete() {
    Throwable failure = inbound.failureForCaller();
    if (failure == null) {
      outcome.complete(result.get());
    } else {
      outcome.completeExceptionally(failure);
    }
  }
}
