package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.client.MediaSource.Opened;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceStub;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call that sends a medium and gets one response. Media are read by the thread that runs it, a
 * chunk at a time and only when the transport takes another one; the transport's own threads never
 * read.
 */
final class MediaCall<ReqT, RespT> {
  private final MediaMethod<ReqT, RespT> method;
  private final MediaRequest request;
  private final PredictionServiceStub stub;
  private final RunningCall<ReqT, RespT> call = new RunningCall<>(this::observed);
  private volatile @Nullable String taskId;
  private volatile boolean halfClosed;

  MediaCall(MediaMethod<ReqT, RespT> method, MediaRequest request, PredictionServiceStub stub) {
    this.method = method;
    this.request = request;
    this.stub = stub.withInterceptors(new TaskIdListener(this::announce));
  }

  private void announce(String id) {
    taskId = id;
    try {
      request.options().onTask().accept(id);
    } catch (RuntimeException thrownByCaller) {
      call.fail(thrownByCaller);
    }
  }

  /**
   * A prediction cannot begin before the media is complete, and has begun once its task was
   * announced.
   */
  private Observed observed() {
    String id = taskId;
    if (id != null) {
      return new Observed(id, PredictSent.YES);
    }
    return new Observed(null, halfClosed ? PredictSent.UNKNOWN : PredictSent.NO);
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
    FutureTask<?> sending = new FutureTask<>(this::sendAll);
    call.whenEnded(() -> sending.cancel(true));
    try {
      executor.execute(() -> runToEnd(sending));
    } catch (RejectedExecutionException e) {
      call.fail(e);
    }
    return future;
  }

  /**
   * Reports a failure only after the task has ended, so that the interrupt that follows cannot hit
   * this thread.
   */
  private void runToEnd(FutureTask<?> sending) {
    sending.run();
    try {
      sending.get();
    } catch (CancellationException e) {
      // The interrupt was meant for the reading alone, and a direct executor runs on a thread of
      // the caller's.
      Thread.interrupted();
      call.fail(e);
    } catch (ExecutionException e) {
      call.fail(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Void sendAll() throws IOException, InterruptedException {
    send();
    return null;
  }

  private void send() throws IOException, InterruptedException {
    try (Opened media = request.media().source().open()) {
      ReqT config = method.config().apply(request.configFor(media));
      call.start(observer -> method.start().accept(stub, observer));
      call.send(config);
      sendChunks(media);
    }
  }

  private void sendChunks(Opened media) throws IOException, InterruptedException {
    long sentBytes = 0;
    while (call.awaitReady()) {
      ByteString chunk = media.read(MediaRequest.CHUNK_BYTES);
      if (chunk.isEmpty()) {
        halfClosed = true;
        call.halfClose();
        return;
      }
      call.send(method.chunk().apply(chunk));
      sentBytes += chunk.size();
      request.options().onSent().accept(sentBytes);
    }
  }
}
