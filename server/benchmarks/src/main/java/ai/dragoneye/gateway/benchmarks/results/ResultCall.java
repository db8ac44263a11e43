package ai.dragoneye.gateway.benchmarks.results;

import ai.dragoneye.gateway.benchmarks.rig.EncodedMessages;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;

/** One who reads the results of a video as fast as they come, and drops them. */
final class ResultCall extends ClientCall.Listener<byte[]> {
  private static final MethodDescriptor<byte[], byte[]> METHOD =
      EncodedMessages.method(
          "dragoneye_gateway.v1.ResultService/StreamVideoResults", MethodType.SERVER_STREAMING);
  // The key of field 2, object, of StreamVideoResultsResponse.
  private static final byte OBJECT = 0x12;

  private final ClientCall<byte[], byte[]> call;
  private final CompletableFuture<Long> firstObject = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private ResultCall(ClientCall<byte[], byte[]> call) {
    this.call = call;
  }

  static ResultCall start(Channel channel, String taskId) {
    ResultCall results = new ResultCall(channel.newCall(METHOD, CallOptions.DEFAULT));
    results.call.start(results, new Metadata());
    results.call.request(1);
    results.call.sendMessage(
        StreamVideoResultsRequest.newBuilder().setTaskId(taskId).build().toByteArray());
    results.call.halfClose();
    return results;
  }

  /** When the first object came, by {@link System#nanoTime}. */
  CompletableFuture<Long> firstObject() {
    return firstObject;
  }

  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void onMessage(byte[] message) {
    if (message.length > 0 && message[0] == OBJECT) {
      firstObject.complete(System.nanoTime());
    }
    call.request(1);
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (status.isOk()) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(status.asRuntimeException(trailers));
      firstObject.completeExceptionally(status.asRuntimeException(trailers));
    }
  }
}
