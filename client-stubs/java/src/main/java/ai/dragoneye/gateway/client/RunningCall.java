package ai.dragoneye.gateway.client;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call with one response: collects the response, can be cancelled from any thread.
 *
 * <p>It is cancelled through its gRPC context instead of its request stream: that works before the
 * call has started, and a message sent at the same moment is dropped instead of being an error.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What is attached to futures here does not throw.
final class RunningCall<ReqT, RespT> implements ClientResponseObserver<ReqT, RespT>, OpenCall {
  private final Context.CancellableContext context = TraceContext.callContext();
  private final CompletableFuture<RespT> outcome = new CompletableFuture<>();

  /** Cancelled first, so that an interrupted read is never taken for the end of the media. */
  private final CompletableFuture<?> released = outcome.whenComplete((v, failure) -> release());

  private final Outbound<ReqT> outbound = new Outbound<>();
  private final Supplier<Observed> observed;
  private volatile @Nullable RespT response;

  RunningCall(Supplier<Observed> observed) {
    this.observed = observed;
  }

  private void release() {
    context.cancel(null);
    outbound.end();
  }

  @Override
  public void whenEnded(Runnable action) {
    released.whenComplete((value, failure) -> action.run());
  }

  /** Runs what starts the call, in the call's context. */
  void start(Consumer<RunningCall<ReqT, RespT>> starter) {
    context.run(() -> starter.accept(this));
  }

  Outbound<ReqT> outbound() {
    return outbound;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ReqT> requestStream) {
    outbound.attach(requestStream);
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

  @Override
  public void fail(Throwable failure) {
    outcome.completeExceptionally(failure);
  }

  /** Waits for the response. An interrupt cancels the call and stays set. */
  <T> T await(Function<RespT, T> reader) {
    try {
      return reader.apply(outcome.get());
    } catch (InterruptedException e) {
      fail(e);
      Thread.currentThread().interrupt();
      throw CallFailures.cancelledBy(e, observed.get());
    } catch (ExecutionException e) {
      throw CallFailures.unchecked(Objects.requireNonNullElse(e.getCause(), e), observed.get());
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
            future.completeExceptionally(CallFailures.translated(failure, observed.get()));
          }
        });
    future.whenComplete((value, failure) -> outcome.cancel(false));
    return future;
  }
}
