package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.FailureMapper;
import ai.dragoneye.gateway.server.failure.MappedFailure;
import ai.dragoneye.gateway.upstream.UpstreamException;
import io.grpc.StatusRuntimeException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A call at work. Only its own thread answers; whoever else wants it to end stops it with a reason,
 * and the thread, woken by the interrupt, answers with that.
 */
final class CallWork implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CallWork.class);

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
    try {
      runBody();
    } catch (InterruptedException e) {
      answerStop(e);
    } catch (FailureException e) {
      answer(e.failure(), null);
    } catch (UpstreamException e) {
      answer(new Failure.Upstream(e.failure()), e.getCause());
    } catch (RuntimeException | Error e) {
      answer(new Failure.Internal(newIncident()), e);
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
      answer(new Failure.Internal(newIncident()), interrupt);
    } else if (reason.failure != null) {
      answer(reason.failure, null);
    }
  }

  private void answer(Failure failure, @Nullable Throwable cause) {
    MappedFailure mapped = FailureMapper.map(failure, context.failureContext());
    context.reason(mapped.reason());
    log(mapped, cause);
    onFailure.accept(mapped.exception());
  }

  private void log(MappedFailure mapped, @Nullable Throwable cause) {
    LoggingEventBuilder line =
        context.describe(LOG.atLevel(mapped.level()).addKeyValue("reason", mapped.reason()));
    if (cause != null) {
      // The stack of a bug, the gist of what the network did.
      line =
          mapped.level() == Level.ERROR ? line.setCause(cause) : line.addKeyValue("cause", cause);
    }
    line.log(mapped.exception().getStatus().getDescription());
  }

  private static String newIncident() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }
}
