package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.admission.CallPlace;
import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.results.Outlet;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls at work: makes them, knows them, ends them. Thread-safe. */
public final class Calls {
  private final Admission admission;
  private final Set<CallWork> running = new HashSet<>();
  private @Nullable Failure refusal;

  /** None at first; {@code admission} lets them in. */
  public Calls(Admission admission) {
    this.admission = admission;
  }

  /** What answers a call with one message. Runs on a virtual thread. */
  @FunctionalInterface
  interface Answer<T> {
    T get(CallContext context) throws InterruptedException;
  }

  /** What answers a call with a stream of messages. Runs on a virtual thread. */
  @FunctionalInterface
  interface Responses<T> {
    void sendTo(Outlet<T> outlet, CallContext context) throws InterruptedException;
  }

  /**
   * Makes the work of a call. It counts as running from now on, so the caller must start it, once
   * the handlers that may stop it are in place.
   *
   * @param onFailure gets what the body threw as a status; not called where nobody waits for it any
   *     more
   */
  CallWork create(CallContext context, CallBody body, Consumer<StatusRuntimeException> onFailure) {
    CallWork work = new CallWork(context, body, onFailure, this::ended);
    Failure refused = register(work);
    if (refused != null) {
      work.refuse(refused);
    }
    return work;
  }

  /** Serves a unary call of the current gRPC context. */
  <T> void answer(StreamObserver<T> observer, Answer<T> answer) {
    ServerCallStreamObserver<T> call = (ServerCallStreamObserver<T>) observer;
    CallContext context = CallContext.current();
    CallWork work =
        create(
            context,
            () -> {
              call.onNext(admitted(answer, context));
              call.onCompleted();
            },
            call::onError);
    call.setOnCancelHandler(work::callerGone);
    work.start();
  }

  /** Serves a call of the current gRPC context that streams its responses. */
  <T> void stream(StreamObserver<T> observer, Duration stallTimeout, Responses<T> responses) {
    ServerCallStreamObserver<T> call = (ServerCallStreamObserver<T>) observer;
    CallContext context = CallContext.current();
    Outbound<T> outbound = new Outbound<>(call::isReady, call::onNext, stallTimeout);
    CallWork work =
        create(
            context,
            () -> {
              sendAdmitted(responses, outbound, context);
              call.onCompleted();
            },
            call::onError);
    call.setOnReadyHandler(outbound::roomAgain);
    call.setOnCancelHandler(work::callerGone);
    work.start();
  }

  private <T> T admitted(Answer<T> answer, CallContext context) throws InterruptedException {
    context.phase(CallPhase.ADMISSION);
    try (CallPlace _ = admission.read(context.caller())) {
      context.phase(CallPhase.REQUEST);
      return answer.get(context);
    }
  }

  private <T> void sendAdmitted(Responses<T> responses, Outlet<T> outlet, CallContext context)
      throws InterruptedException {
    context.phase(CallPhase.ADMISSION);
    try (CallPlace _ = admission.stream(context.caller())) {
      context.phase(CallPhase.REQUEST);
      responses.sendTo(outlet, context);
    }
  }

  private synchronized @Nullable Failure register(CallWork work) {
    running.add(work);
    return refusal;
  }

  private synchronized void ended(CallWork work) {
    running.remove(work);
    if (running.isEmpty()) {
      notifyAll();
    }
  }

  /** How many calls are at work. */
  public synchronized int count() {
    return running.size();
  }

  /** Answers every call made from now on with {@code failure}. */
  public synchronized void refuse(Failure failure) {
    refusal = failure;
  }

  /** Ends every call at work with {@code failure}. */
  public void stopAll(Failure failure) {
    List<CallWork> stopped;
    synchronized (this) {
      stopped = List.copyOf(running);
    }
    stopped.forEach(work -> work.stop(failure));
  }

  /** Waits until no call is at work, for at most {@code limit}; tells whether that came. */
  public synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = end - System.nanoTime();
        !running.isEmpty() && left > 0;
        left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return running.isEmpty();
  }
}
