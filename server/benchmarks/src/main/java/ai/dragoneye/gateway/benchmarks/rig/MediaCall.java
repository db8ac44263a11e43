package ai.dragoneye.gateway.benchmarks.rig;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;

/**
 * A {@code PredictImage} call that sends as fast as the other side takes it. Its answer is the
 * response's bytes, or a {@link io.grpc.StatusRuntimeException}; cancelling that cancels the call.
 */
public final class MediaCall extends ClientCall.Listener<byte[]> {
  private static final MethodDescriptor<byte[], byte[]> METHOD =
      EncodedMessages.method(
          "dragoneye_gateway.v1.PredictionService/PredictImage", MethodType.CLIENT_STREAMING);
  private static final int AHEAD_BYTES = 1 << 20;

  private final ClientCall<byte[], byte[]> call;
  private final Media media;
  private final CompletableFuture<byte[]> response = new Response();
  private byte[] message = new byte[0];
  private long sent;
  private boolean sending;
  private boolean ended;

  private MediaCall(ClientCall<byte[], byte[]> call, Media media) {
    this.call = call;
    this.media = media;
  }

  /** Sends media; the channel must run its listeners directly. */
  public static CompletableFuture<byte[]> send(Channel channel, Media media) {
    CallOptions options = CallOptions.DEFAULT.withOnReadyThreshold(AHEAD_BYTES);
    MediaCall sending = new MediaCall(channel.newCall(METHOD, options), media);
    sending.start();
    return sending.response;
  }

  private void start() {
    synchronized (this) {
      // It may become ready at once; the configuration comes first all the same.
      sending = true;
      call.start(this, new Metadata());
      call.request(2);
      call.sendMessage(media.config());
      sending = false;
    }
    sendWhileReady();
  }

  @Override
  public void onReady() {
    sendWhileReady();
  }

  private synchronized void sendWhileReady() {
    // Sending may come back here on the same thread, to say that there is room for more.
    if (sending) {
      return;
    }
    sending = true;
    while (!ended && call.isReady()) {
      if (sent < media.chunks()) {
        sent++;
        call.sendMessage(media.chunk());
      } else {
        end();
      }
    }
    sending = false;
  }

  private void end() {
    ended = true;
    if (media.rest().length > 0) {
      call.sendMessage(media.rest());
    }
    call.halfClose();
  }

  @Override
  public void onMessage(byte[] answer) {
    message = answer;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    synchronized (this) {
      ended = true;
    }
    if (status.isOk()) {
      response.complete(message);
    } else {
      response.completeExceptionally(status.asRuntimeException(trailers));
    }
  }

  /** Cancelling it cancels the call. */
  private final class Response extends CompletableFuture<byte[]> {
    @Override
    public boolean cancel(boolean mayInterrupt) {
      call.cancel("given up", null);
      return super.cancel(mayInterrupt);
    }
  }
}
