package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.client.ScriptedStream.Cut;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskServiceGrpc.TaskServiceImplBase;
import ai.dragoneye.gateway.v1.TaskState;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** WatchTask by a script: each call is told where the task stands and what changes meanwhile. */
final class ScriptedTasks extends TaskServiceImplBase {
  final AtomicInteger calls = new AtomicInteger();
  final CountDownLatch cancelled = new CountDownLatch(1);
  private final Queue<String> statuses;

  /** Comma-separated statuses for each call; a call is cut where the last is not final. */
  ScriptedTasks(String... calls) {
    statuses = new ArrayDeque<>(Arrays.asList(calls));
  }

  static Task task(String status) {
    TaskState state = TaskState.TASK_STATE_IN_PROGRESS;
    if (status.equals("predicted")) {
      state = TaskState.TASK_STATE_SUCCEEDED;
    } else if (status.startsWith("failed")) {
      state = TaskState.TASK_STATE_FAILED;
    }
    return Task.newBuilder().setTaskId("task-1").setState(state).setStatus(status).build();
  }

  @Override
  public void watchTask(WatchTaskRequest request, StreamObserver<WatchTaskResponse> responses) {
    calls.incrementAndGet();
    ((ServerCallStreamObserver<WatchTaskResponse>) responses)
        .setOnCancelHandler(cancelled::countDown);
    String next = statuses.poll();
    if (next == null) {
      return;
    }
    Task last = Task.getDefaultInstance();
    for (String status : next.split(",", -1)) {
      last = task(status);
      responses.onNext(WatchTaskResponse.newBuilder().setTask(last).build());
    }
    if (last.getState() == TaskState.TASK_STATE_IN_PROGRESS) {
      responses.onError(Cut.unavailable(0).status());
    } else {
      responses.onCompleted();
    }
  }
}
