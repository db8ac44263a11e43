package ai.dragoneye.gateway.client;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a call with many responses, over as many gRPC calls as it takes.
 *
 * <p>The next message is asked for when there is room ahead of the consumer, and a broken stream is
 * opened again no earlier. Messages come one at a time, on threads of the channel's; one consumer
 * takes events; any thread may end it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What is attached to futures here does not throw.
final class Inbound<M, E> implements OpenCall {
  /** Starts a gRPC call that reports to an {@link InboundObserver}. */
  interface Opener<M, E> {
    void open(Inbound<M, E> inbound);
  }

  private final Context.CancellableContext context = TraceContext.callContext();
  private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

  /** Cancelled first, so that nobody takes an end caused by another's for one of the media. */
  private final CompletableFuture<?> released = end.whenComplete((none, failure) -> release());

  private final ReadAhead<E> buffer = new ReadAhead<>();

  /** What is to be done as soon as there is room, once: ask for a message, or open again. */
  private final AtomicReference<@Nullable Runnable> parked = new AtomicReference<>();

  private final Connection connection;
  private final Assembly<M, E> assembly;
  private final Opener<M, E> opener;
  private final Reconnects reconnects;
  private final Supplier<Observed> observed;
  private volatile Runnable askForMore = () -> {};
  private volatile Runnable onChange = () -> {};

  Inbound(
      Connection connection,
      Assembly<M, E> assembly,
      Opener<M, E> opener,
      Reconnects reconnects,
      Supplier<Observed> observed) {
    this.connection = connection;
    this.assembly = assembly;
    this.opener = opener;
    this.reconnects = reconnects;
    this.observed = observed;
  }

  private void release() {
    context.cancel(null);
    buffer.end();
    onChange.run();
  }

  @Override
  public void whenEnded(Runnable action) {
    released.whenComplete((nothing, failure) -> action.run());
  }

  @Override
  public void fail(Throwable failure) {
    end.completeExceptionally(failure);
  }

  /** Cancels the call and throws away what has arrived. */
  void close() {
    fail(Status.CANCELLED.withDescription("The stream was closed").asRuntimeException());
    buffer.clear();
  }

  /** Tells whenever there is something to {@link #poll()}, or the end. Set before opening. */
  void onChange(Runnable listener) {
    onChange = listener;
  }

  /** Begins. */
  void open() {
    if (!end.isDone()) {
      reconnects.opened();
      context.run(() -> opener.open(this));
    }
  }

  /** How the next gRPC call asks for one more message. */
  void opened(Runnable asking) {
    askForMore = asking;
  }

  void received(M message) {
    if (end.isDone()) {
      return;
    }
    try {
      E event = assembly.accept(message);
      if (event != null) {
        reconnects.progress();
        put(event);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
    whenRoom(askForMore);
  }

  /** Adds an event from elsewhere. */
  void put(E event) {
    buffer.put(event, assembly.sizeOf(event));
    onChange.run();
  }

  boolean awaitRoom() throws InterruptedException {
    return buffer.awaitRoom();
  }

  private void whenRoom(Runnable action) {
    parked.set(action);
    proceed();
  }

  private void proceed() {
    Runnable action = buffer.hasRoom() ? parked.getAndSet(null) : null;
    if (action != null) {
      action.run();
    }
  }

  /** The gRPC call ended in order, which is no failure if everything has arrived. */
  void ended() {
    broke(
        Status.UNAVAILABLE
            .withDescription("The stream ended before it was complete")
            .asRuntimeException());
  }

  /** The gRPC call ended with a failure. */
  void broke(Throwable failure) {
    if (assembly.isComplete()) {
      end.complete(null);
      return;
    }
    Optional<Duration> wait = waitAfter(failure);
    if (wait.isPresent() && assembly.rewind()) {
      parked.set(null);
      connection.reconnectAfter(wait.get(), () -> whenRoom(this::open), this::fail);
    } else {
      fail(
          failure instanceof StatusRuntimeException status
              ? reconnects.explained(status)
              : failure);
    }
  }

  private Optional<Duration> waitAfter(Throwable failure) {
    boolean ownDoing = context.isCancelled() || connection.isClosed();
    return failure instanceof StatusRuntimeException status && !ownDoing
        ? reconnects.next(status)
        : Optional.empty();
  }

  /** The executor takes no more work. */
  void failRejected(RejectedExecutionException rejection) {
    fail(CallFailures.rejected(rejection));
  }

  /**
   * The next event, waiting for it; null at the end. An interrupt cancels the call and stays set.
   *
   * @throws RuntimeException how the call failed, once all events before were taken
   */
  @Nullable E take() {
    try {
      E event = buffer.take();
      return event == null ? ending() : taken(event);
    } catch (InterruptedException e) {
      fail(e);
      buffer.clear();
      Thread.currentThread().interrupt();
      throw CallFailures.cancelledBy(e, observed.get());
    }
  }

  private E taken(E event) {
    proceed();
    return event;
  }

  private @Nullable E ending() {
    Throwable failure = failure();
    if (failure != null) {
      throw CallFailures.unchecked(failure, observed.get());
    }
    return null;
  }

  /** The next event, if there is one already. */
  @Nullable E poll() {
    E event = buffer.poll();
    return event == null ? null : taken(event);
  }

  /** Whether all events were taken and no more come. */
  boolean isDrained() {
    return buffer.isDrained();
  }

  /** How the call failed, for its caller; null if it did not, or has not ended. */
  @Nullable Throwable failureForCaller() {
    Throwable failure = failure();
    return failure == null ? null : CallFailures.translated(failure, observed.get());
  }

  private @Nullable Throwable failure() {
    return end.handle((nothing, failure) -> failure).getNow(null);
  }
}
