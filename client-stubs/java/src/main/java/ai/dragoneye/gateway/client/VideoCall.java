package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.PredictVideoRequest;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import io.grpc.Deadline;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One prediction of a video: sends it, reads the result. A call that breaks once its task was
 * announced goes on by way of the task.
 */
final class VideoCall {
  private final MediaRequest request;
  private final Connection connection;
  private final @Nullable Deadline deadline;
  private final TaskAnnouncement announcement;
  private final AttachedTask attached;
  private final ResultAssembly<VideoHeader, VideoDetectedObject> assembly;
  private final Inbound<
          ResultPiece<VideoHeader, VideoDetectedObject>,
          ResultEvent<VideoHeader, VideoDetectedObject>>
      inbound;
  private final Outbound<PredictVideoRequest> outbound = new Outbound<>();
  private final AtomicBoolean sent = new AtomicBoolean();

  VideoCall(MediaRequest request, Connection connection) {
    this.request = request;
    this.connection = connection;
    PredictOptions options = request.options();
    deadline = Connection.deadlineAfter(options.deadline());
    announcement = new TaskAnnouncement(options.onTask());
    attached = new AttachedTask(options.onProgress(), options.completionTimeout());
    assembly = new ResultAssembly<>(ResultKind.VIDEO, null, () -> announcement.taskId() != null);
    inbound =
        new Inbound<>(
            connection,
            assembly,
            opening -> open(),
            connection.reconnects(deadline),
            () -> announcement.observed(outbound));
    inbound.whenEnded(outbound::end);
  }

  private void open() {
    String taskId = announcement.taskId();
    if (!sent.getAndSet(true)) {
      predict();
    } else if (taskId != null && !assembly.hasHeader() && !attached.succeeded()) {
      attached.watch(connection.tasks(deadline), deadline, taskId, inbound);
    } else if (taskId != null) {
      ResultMethod.Request rest =
          new ResultMethod.Request(taskId, request.options().filter(), assembly.resumeToken());
      ResultMethod.VIDEO.starter().start(connection.results(deadline), rest, inbound);
    }
  }

  private void predict() {
    Function<PredictVideoResponse, ResultPiece<VideoHeader, VideoDetectedObject>> reader =
        this::pieceOf;
    MediaMethod.PREDICT_VIDEO
        .start()
        .accept(
            connection.predictions(deadline).withInterceptors(announcement.interceptorFor(inbound)),
            new InboundObserver<>(inbound, reader, outbound));
  }

  private ResultPiece<VideoHeader, VideoDetectedObject> pieceOf(PredictVideoResponse event) {
    return switch (event.getEventCase()) {
      case HEADER -> ResultKind.header(event.getHeader());
      case OBJECT -> ResultKind.object(event.getObject());
      case COMPLETION -> new ResultPiece.Completion<>(event.getCompletion());
      case PROGRESS, TASK, EVENT_NOT_SET -> told(event);
    };
  }

  private ResultPiece<VideoHeader, VideoDetectedObject> told(PredictVideoResponse event) {
    if (event.hasProgress()) {
      attached.progress(event.getProgress());
    }
    if (event.hasTask()) {
      attached.accepted();
      announcement.announce(event.getTask().getTaskId());
    }
    return new ResultPiece.Unknown<>();
  }

  private @Nullable Void send() throws IOException, InterruptedException {
    new MediaUpload<>(MediaMethod.PREDICT_VIDEO, request, outbound).send(inbound::open);
    return null;
  }

  /** Sends on this thread and waits for the whole result. */
  VideoPrediction run() {
    try {
      send();
    } catch (InterruptedException e) {
      inbound.fail(e);
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      inbound.fail(e);
    }
    return VideoCollector.collect(new BlockingResults<>(inbound, null));
  }

  /** Sends on a thread of the executor's. */
  ResultStream<VideoHeader, VideoDetectedObject> stream() {
    BackgroundSending.start(connection.executor(), this::send, inbound);
    return new BlockingResults<>(inbound, null);
  }

  /** Sends on a thread of the executor's and tells a listener there. */
  <R> CompletableFuture<R> deliverTo(
      ResultListener<VideoHeader, VideoDetectedObject> listener,
      Function<ResultCompletion, R> result) {
    CompletableFuture<R> future =
        ResultDelivery.connect(inbound, connection.executor(), listener, result);
    BackgroundSending.start(connection.executor(), this::send, inbound);
    return future;
  }
}
