package ai.dragoneye.gateway.benchmarks.fanout;

import ai.dragoneye.gateway.benchmarks.harness.Latencies;
import ai.dragoneye.gateway.benchmarks.rig.EncodedMessages;
import ai.dragoneye.gateway.v1.TaskState;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskResponse;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;

/** One who watches a task, and notes how long after the poll that saw its end it hears of it. */
final class Watch extends ClientCall.Listener<byte[]> {
  private static final MethodDescriptor<byte[], byte[]> METHOD =
      EncodedMessages.method(
          "dragoneye_gateway.v1.TaskService/WatchTask", MethodType.SERVER_STREAMING);
  private static final int ALL = Integer.MAX_VALUE;

  private final WatchedTask task;
  private final Latencies delays;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private Watch(WatchedTask task, Latencies delays) {
    this.task = task;
    this.delays = delays;
  }

  static Watch start(Channel channel, WatchedTask task, Latencies delays) {
    Watch watch = new Watch(task, delays);
    ClientCall<byte[], byte[]> call = channel.newCall(METHOD, CallOptions.DEFAULT);
    call.start(watch, new Metadata());
    call.request(ALL);
    call.sendMessage(WatchTaskRequest.newBuilder().setTaskId(task.id()).build().toByteArray());
    call.halfClose();
    return watch;
  }

  /** Done once a first status has come. */
  CompletableFuture<Void> opened() {
    return opened;
  }

  /** Done once the call is over. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void onMessage(byte[] message) {
    long now = System.nanoTime();
    try {
      if (WatchTaskResponse.parseFrom(message).getTask().getState()
          == TaskState.TASK_STATE_SUCCEEDED) {
        delays.add(task.millisSinceTold(now));
      }
      opened.complete(null);
    } catch (InvalidProtocolBufferException e) {
      opened.completeExceptionally(e);
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (status.isOk()) {
      ended.complete(null);
    } else {
      opened.completeExceptionally(status.asRuntimeException());
      ended.completeExceptionally(status.asRuntimeException());
    }
  }
}
