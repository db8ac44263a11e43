package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceStub;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call that sends a medium and gets one response. */
final class MediaCall<ReqT, RespT> {
  private final MediaMethod<ReqT, RespT> method;
  private final MediaRequest request;
  private final PredictionServiceStub stub;
  private final TaskAnnouncement announcement;
  private final RunningCall<ReqT, RespT> call = new RunningCall<>(this::observed);

  MediaCall(MediaMethod<ReqT, RespT> method, MediaRequest request, Connection connection) {
    this.method = method;
    this.request = request;
    this.announcement = new TaskAnnouncement(request.options().onTask());
    this.stub =
        connection
            .predictions(Connection.deadlineAfter(request.options().deadline()))
            .withInterceptors(announcement.interceptorFor(call));
  }

  private Observed observed() {
    return announcement.observed(call.outbound());
  }

  /** Sends on this thread and waits for the response. */
  <T> T run(Function<RespT, T> reader) {
    try {
      send();
    } catch (InterruptedException e) {
      call.fail(e);
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      call.fail(e);
    }
    return call.await(reader);
  }

  /**
   * Sends on a thread of the executor's, which is free again when the media is sent. Cancelling the
   * result interrupts it.
   */
  <T> CompletableFuture<T> runOn(Executor executor, Function<RespT, T> reader) {
    CompletableFuture<T> future = call.future(reader);
    BackgroundSending.start(executor, this::send, call);
    return future;
  }

  private @Nullable Void send() throws IOException, InterruptedException {
    new MediaUpload<>(method, request, call.outbound())
        .send(() -> call.start(observer -> method.start().accept(stub, observer)));
    return null;
  }
}
