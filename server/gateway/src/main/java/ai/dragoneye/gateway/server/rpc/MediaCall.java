package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.media.MediaInbox;
import ai.dragoneye.gateway.server.media.MediaMessage;
import ai.dragoneye.gateway.server.prediction.PredictionObserver;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;

/**
 * A call that takes media and answers with one message.
 *
 * <p>Messages come in on the transport's thread and go to the inbox; the answer, and the headers
 * that announce the task, go out on the call's own virtual thread alone.
 *
 * @param <T> the answer
 */
final class MediaCall<T> extends ServerCall.Listener<MediaMessage> {
  private static final Metadata.Key<String> TASK_ID =
      Metadata.Key.of("dragoneye-task-id", Metadata.ASCII_STRING_MARSHALLER);

  private final ServerCall<MediaMessage, T> call;
  private final MediaInbox inbox;
  private final CallWork work;
  private boolean headersSent;

  /** What is done with the media. */
  @FunctionalInterface
  interface Body<T> {
    T run(MediaInbox inbox, PredictionObserver observer) throws InterruptedException;
  }

  /** What such calls share. */
  record Shared(Calls calls, StallWatch stallWatch, int windowBytes) {}

  private MediaCall(ServerCall<MediaMessage, T> call, Shared shared, Body<T> body) {
    CallContext context = CallContext.current();
    context.predictSent(PredictSent.NO);
    this.call = call;
    this.inbox = new MediaInbox(shared.windowBytes, () -> call.request(1), this::refuse);
    this.work =
        shared.calls.create(context, () -> run(body, context, shared.stallWatch), this::fail);
  }

  /** Serves a method with {@code body}. */
  static <T> ServerCallHandler<MediaMessage, T> handler(Shared shared, Body<T> body) {
    return (call, headers) -> {
      MediaCall<T> media = new MediaCall<>(call, shared, body);
      media.work.start();
      return media;
    };
  }

  private void run(Body<T> body, CallContext context, StallWatch stallWatch)
      throws InterruptedException {
    inbox.open();
    try (StallWatch.Watch _ = stallWatch.watch(inbox, context, work::stop)) {
      send(body.run(inbox, new CallProgress(context, this::announce)));
    } finally {
      inbox.close();
    }
  }

  private void announce(String taskId) {
    Metadata headers = new Metadata();
    headers.put(TASK_ID, taskId);
    sendHeaders(headers);
  }

  private void send(T answer) {
    if (!headersSent) {
      sendHeaders(new Metadata());
    }
    call.sendMessage(answer);
    call.close(Status.OK, new Metadata());
  }

  private void sendHeaders(Metadata headers) {
    headersSent = true;
    call.sendHeaders(headers);
  }

  private void fail(StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    call.close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  private void refuse(FieldViolation violation) {
    work.stop(new Failure.InvalidRequest(List.of(violation)));
  }

  @Override
  public void onMessage(MediaMessage message) {
    inbox.accept(message);
  }

  @Override
  public void onHalfClose() {
    inbox.halfClosed();
  }

  @Override
  public void onCancel() {
    inbox.close();
    work.callerGone();
  }
}
