package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.MappedFailure;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A call at work. Only its own thread answers; whoever else wants it to end stops it with a reason,
 * and the thread, woken by the interrupt, answers with that.
 */
final class CallWork implements Runnable {
  private final CallContext context;
  private final CallBody body;
  private final Consumer<StatusRuntimeException> onFailure;
  private final Consumer<CallWork> onEnd;
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private final Thread thread;

  /** Why the work was stopped; without a failure the caller is gone and wants no answer. */
  private record Stop(@Nullable Failure failure) {}

  CallWork(
      CallContext context,
      CallBody body,
      Consumer<StatusRuntimeException> onFailure,
      Consumer<CallWork> onEnd) {
    this.context = context;
    this.body = body;
    this.onFailure = onFailure;
    this.onEnd = onEnd;
    this.thread = Thread.ofVirtual().name("call-" + context.traceId()).unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** Ends the call with {@code failure}, unless it is ending already. From any thread. */
  void stop(Failure failure) {
    stop(new Stop(failure));
  }

  /** Ends the call with {@code failure} before it does anything. Before the start. */
  void refuse(Failure failure) {
    context.phase(CallPhase.ADMISSION);
    stop(failure);
  }

  /** With what the call was stopped, or null. Whoever is interrupted may tell of it. */
  @Nullable Failure stopFailure() {
    Stop reason = stop.get();
    return reason == null ? null : reason.failure;
  }

  /** Ends the call without an answer. From any thread. */
  void callerGone() {
    stop(new Stop(null));
  }

  private void stop(Stop reason) {
    if (stop.compareAndSet(null, reason)) {
      thread.interrupt();
    }
  }

  @Override
  public void run() {
    MDC.put("trace_id", context.traceId());
    try (var _ = context.track().phases().attach()) {
      runBody();
    } catch (InterruptedException e) {
      answerStop(e);
    } catch (RuntimeException | Error e) {
      answer(Ending.thrown(e));
    } finally {
      onEnd.accept(this);
    }
  }

  private void runBody() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped before the start");
    }
    body.run();
  }

  private void answerStop(InterruptedException interrupt) {
    Stop reason = stop.get();
    if (reason == null) {
      answer(Ending.thrown(interrupt));
    } else if (reason.failure != null) {
      answer(new Ending(reason.failure, null));
    }
  }

  private void answer(Ending ending) {
    MappedFailure mapped = ending.report(context.standing(), context.traceId());
    context.reason(mapped.reason());
    onFailure.accept(mapped.exception());
  }
}
