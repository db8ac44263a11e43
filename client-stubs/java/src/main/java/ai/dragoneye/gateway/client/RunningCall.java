package ai.dragoneye.gateway.client;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call with one response: collects the response, tells when more may be sent, can be cancelled
 * from any thread.
 *
 * <p>It is cancelled through its gRPC context instead of its request stream: that works before the
 * call has started, and a message sent at the same moment is dropped instead of being an error.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What is attached to futures here does not throw.
final class RunningCall<ReqT, RespT> implements ClientResponseObserver<ReqT, RespT> {
  private final Context.CancellableContext context = Context.current().withCancellation();
  private final CompletableFuture<RespT> outcome = new CompletableFuture<>();
  private final Semaphore wakeUps = new Semaphore(0);
  private final Supplier<Observed> observed;
  private volatile @Nullable ClientCallStreamObserver<ReqT> requests;
  private volatile @Nullable RespT response;

  RunningCall(Supplier<Observed> observed) {
    this.observed = observed;
    whenEnded(this::release);
  }

  private void release() {
    context.cancel(null);
    wakeUps.release();
  }

  /** Runs something as soon as the call has ended, by whatever. */
  void whenEnded(Runnable action) {
    outcome.whenComplete((value, failure) -> action.run());
  }

  /** Runs what starts the call, in the call's context. */
  void start(Consumer<RunningCall<ReqT, RespT>> starter) {
    context.run(() -> starter.accept(this));
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ReqT> requestStream) {
    requests = requestStream;
    requestStream.setOnReadyHandler(wakeUps::release);
  }

  @Override
  public void onNext(RespT value) {
    response = value;
  }

  @Override
  public void onError(Throwable failure) {
    outcome.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    RespT last = response;
    if (last == null) {
      fail(
          Status.INTERNAL
              .withDescription("The gateway ended the call without a response")
              .asRuntimeException());
    } else {
      outcome.complete(last);
    }
  }

  /** Cancels the call, which then ends with this failure unless it has ended already. */
  void fail(Throwable failure) {
    outcome.completeExceptionally(failure);
  }

  /**
   * Waits until the transport takes another message.
   *
   * @return false if the call has ended, so that nothing more need be sent
   */
  boolean awaitReady() throws InterruptedException {
    while (!outcome.isDone()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (stream().isReady()) {
        return true;
      }
      wakeUps.acquire();
      wakeUps.drainPermits();
    }
    return false;
  }

  /**
   * Sends a message. Only by one thread, not after {@link #halfClose()}; lost if the call has
   * ended.
   */
  void send(ReqT message) {
    stream().onNext(message);
  }

  /** Ends the messages. */
  void halfClose() {
    stream().onCompleted();
  }

  private ClientCallStreamObserver<ReqT> stream() {
    return Objects.requireNonNull(requests, "The call was not started");
  }

  /** Waits for the response. An interrupt cancels the call and stays set. */
  <T> T await(Function<RespT, T> reader) {
    try {
      return reader.apply(outcome.get());
    } catch (InterruptedException e) {
      fail(e);
      Thread.currentThread().interrupt();
      throw cancelledBy(e);
    } catch (ExecutionException e) {
      Throwable failure = translated(Objects.requireNonNullElse(e.getCause(), e));
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  /** The response as a future of the caller's own: cancelling it cancels the call. */
  <T> CompletableFuture<T> future(Function<RespT, T> reader) {
    CompletableFuture<T> future = new CompletableFuture<>();
    outcome.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            future.complete(reader.apply(value));
          } else {
            future.completeExceptionally(translated(failure));
          }
        });
    future.whenComplete((value, failure) -> outcome.cancel(false));
    return future;
  }

  /** An error or an unchecked exception. */
  private Throwable translated(Throwable failure) {
    if (failure instanceof StatusRuntimeException status) {
      return FailureTranslator.translate(status, observed.get());
    }
    if (failure instanceof InterruptedException || failure instanceof ClosedByInterruptException) {
      return cancelledBy(failure);
    }
    if (failure instanceof IOException unreadable) {
      return new UncheckedIOException(
          "The media could not be read: " + unreadable.getMessage(), unreadable);
    }
    return failure;
  }

  private CallCancelledException cancelledBy(Throwable interrupt) {
    Failure failure = Failure.unexplained(Status.Code.CANCELLED, observed.get());
    Status status =
        Status.CANCELLED.withDescription("The call was cancelled by an interrupt of its thread");
    return new CallCancelledException(FailureMessage.of(failure, status), failure, interrupt);
  }
}
