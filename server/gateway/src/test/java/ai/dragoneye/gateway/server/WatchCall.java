package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A WatchTask call that collects what it is told. */
final class WatchCall extends ClientCall.Listener<WatchTaskResponse> {
  private static final int ALL = Integer.MAX_VALUE;

  private final ClientCall<WatchTaskRequest, WatchTaskResponse> call;
  private final List<Task> seen = new CopyOnWriteArrayList<>();
  private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();

  private WatchCall(ClientCall<WatchTaskRequest, WatchTaskResponse> call) {
    this.call = call;
  }

  static WatchCall open(Channel channel, String taskId) {
    return open(channel, taskId, CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES));
  }

  static WatchCall open(Channel channel, String taskId, CallOptions options) {
    return open(channel, taskId, options, ALL);
  }

  /** A call that takes no message. */
  static WatchCall openWithoutReading(Channel channel, String taskId) {
    return open(channel, taskId, CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES), 0);
  }

  private static WatchCall open(Channel channel, String taskId, CallOptions options, int messages) {
    WatchCall watch = new WatchCall(channel.newCall(TaskServiceGrpc.getWatchTaskMethod(), options));
    watch.call.start(watch, new Metadata());
    if (messages > 0) {
      watch.call.request(messages);
    }
    watch.call.sendMessage(WatchTaskRequest.newBuilder().setTaskId(taskId).build());
    watch.call.halfClose();
    return watch;
  }

  @Override
  public void onMessage(WatchTaskResponse message) {
    seen.add(message.getTask());
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end.complete(status.asRuntimeException(trailers));
  }

  void readAll() {
    call.request(ALL);
  }

  void cancel() {
    call.cancel("the test", null);
  }

  List<Task> tasks() {
    return seen;
  }

  List<String> statuses() {
    return seen.stream().map(Task::getStatus).toList();
  }

  boolean isOver() {
    return end.isDone();
  }

  Status.Code code() {
    return end.join().getStatus().getCode();
  }

  RpcFailure failure() {
    return new RpcFailure(end.join());
  }
}
