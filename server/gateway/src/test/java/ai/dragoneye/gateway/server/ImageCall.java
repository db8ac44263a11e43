package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PredictImage call by the generated descriptor, CLIENT_STREAMING, as any client makes it. */
public final class ImageCall {
  private static final Metadata.Key<String> TASK_ID =
      Metadata.Key.of("dragoneye-task-id", Metadata.ASCII_STRING_MARSHALLER);
  private static final int CHUNK_BYTES = 256 * 1024;

  private final ClientCall<PredictImageRequest, PredictImageResponse> call;
  private final CompletableFuture<Metadata> headers = new CompletableFuture<>();
  private final CompletableFuture<PredictImageResponse> response = new CompletableFuture<>();

  private ImageCall(ClientCall<PredictImageRequest, PredictImageResponse> call) {
    this.call = call;
  }

  public static ImageCall open(Channel channel) {
    return open(channel, CallOptions.DEFAULT.withDeadline(Deadline.after(15, TimeUnit.SECONDS)));
  }

  public static ImageCall open(Channel channel, CallOptions options) {
    ImageCall opened =
        new ImageCall(channel.newCall(PredictionServiceGrpc.getPredictImageMethod(), options));
    opened.call.start(opened.new Listener(), new Metadata());
    opened.call.request(2);
    return opened;
  }

  public static PredictionConfig.Builder jpeg() {
    return PredictionConfig.newBuilder()
        .setModel("recognize_anything/test")
        .setMimeType("image/jpeg");
  }

  public ImageCall config(PredictionConfig.Builder config) {
    call.sendMessage(PredictImageRequest.newBuilder().setConfig(config).build());
    return this;
  }

  public ImageCall chunk(byte[] bytes) {
    return chunk(ByteString.copyFrom(bytes));
  }

  public ImageCall chunk(ByteString bytes) {
    call.sendMessage(PredictImageRequest.newBuilder().setChunk(bytes).build());
    return this;
  }

  /** All of the media in chunks, and the half-close. */
  public ImageCall media(byte[] media) {
    for (int at = 0; at < media.length; at += CHUNK_BYTES) {
      chunk(ByteString.copyFrom(media, at, Math.min(CHUNK_BYTES, media.length - at)));
    }
    return halfClose();
  }

  public ImageCall send(PredictImageRequest request) {
    call.sendMessage(request);
    return this;
  }

  public ImageCall halfClose() {
    call.halfClose();
    return this;
  }

  public void cancel() {
    call.cancel("the test cancels", null);
  }

  public boolean isReady() {
    return call.isReady();
  }

  /** Waits for the initial metadata and reads the task from it. */
  public String taskId() {
    String taskId = get(headers).get(TASK_ID);
    if (taskId == null) {
      throw new AssertionError("no task id in " + headers);
    }
    return taskId;
  }

  public boolean ended() {
    return response.isDone();
  }

  public PredictImageResponse response() {
    return get(response);
  }

  /** Waits for the end, and tells whether it is a good one. */
  public boolean succeeded() {
    return response.handle((answer, failure) -> failure == null).join();
  }

  /** Waits for the failure. */
  public RpcFailure failure() {
    try {
      throw new AssertionError("did not fail: " + response.get(15, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException failure) {
        return new RpcFailure(failure);
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(15, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private final class Listener extends ClientCall.Listener<PredictImageResponse> {
    @Override
    public void onHeaders(Metadata received) {
      headers.complete(received);
    }

    @Override
    public void onMessage(PredictImageResponse message) {
      response.complete(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      headers.completeExceptionally(status.asRuntimeException(trailers));
      response.completeExceptionally(status.asRuntimeException(trailers));
    }
  }
}
