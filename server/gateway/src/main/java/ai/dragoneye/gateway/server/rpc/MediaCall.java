package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.media.Inbox;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import java.util.List;
import java.util.function.Consumer;

/**
 * A call that takes media in.
 *
 * <p>Messages come in on the transport's thread and go to the inbox; what answers them runs on the
 * call's own virtual thread.
 *
 * @param <M> a message that comes in
 * @param <I> where they arrive
 * @param <T> a message that goes out
 */
final class MediaCall<M, I extends Inbox<M>, T> extends ServerCall.Listener<M> {
  private final I inbox;
  private final Sending<T> sending;
  private final CallWork work;

  /**
   * Opens the inbox once the call was let in, and does something with the media. The call completes
   * where it returns.
   */
  @FunctionalInterface
  interface Body<I, T> {
    void run(I inbox, Exchange<T> exchange) throws InterruptedException;
  }

  /**
   * A call as its body sees it.
   *
   * @param context what is known of the call
   * @param sending what goes out
   * @param work ends the whole call where it is stopped with a failure
   */
  record Exchange<T>(CallContext context, Sending<T> sending, CallWork work) {}

  /** Makes the inbox of a call. */
  @FunctionalInterface
  interface InboxMaker<I> {
    I make(Runnable askForMessage, Consumer<FieldViolation> onViolation);
  }

  /** What such calls share. */
  record Shared(Calls calls, StallWatch stallWatch) {}

  private MediaCall(ServerCall<M, T> call, Shared shared, InboxMaker<I> inboxes, Body<I, T> body) {
    CallContext context = CallContext.current();
    context.standing().predictSent(PredictSent.NO);
    this.inbox = inboxes.make(() -> call.request(1), this::refuse);
    this.sending = new Sending<>(call);
    this.work =
        shared.calls.create(context, () -> run(body, context, shared.stallWatch), sending::fail);
  }

  /** Serves a method with {@code body}. */
  static <M, I extends Inbox<M>, T> ServerCallHandler<M, T> handler(
      Shared shared, InboxMaker<I> inboxes, Body<I, T> body) {
    return (call, headers) -> {
      MediaCall<M, I, T> media = new MediaCall<>(call, shared, inboxes, body);
      media.work.start();
      return media;
    };
  }

  private void run(Body<I, T> body, CallContext context, StallWatch stallWatch)
      throws InterruptedException {
    try (StallWatch.Watch _ = stallWatch.watch(inbox, context, work::stop)) {
      body.run(inbox, new Exchange<>(context, sending, work));
    } finally {
      inbox.close();
    }
    sending.complete();
  }

  private void refuse(FieldViolation violation) {
    work.stop(new Failure.InvalidRequest(List.of(violation)));
  }

  @Override
  public void onMessage(M message) {
    inbox.accept(message);
  }

  @Override
  public void onHalfClose() {
    inbox.halfClosed();
  }

  @Override
  public void onReady() {
    sending.roomAgain();
  }

  @Override
  public void onCancel() {
    inbox.close();
    work.callerGone();
  }
}
