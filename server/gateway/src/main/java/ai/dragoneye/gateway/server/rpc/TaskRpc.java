package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.results.Outlet;
import ai.dragoneye.gateway.server.task.TaskMessages;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.server.task.TaskNames;
import ai.dragoneye.gateway.server.task.TaskWatch;
import ai.dragoneye.gateway.server.task.Tasks;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** {@code TaskService}. */
public final class TaskRpc extends TaskServiceGrpc.TaskServiceImplBase {
  private final Tasks tasks;
  private final TaskNames names;
  private final Calls calls;
  private final Duration stallTimeout;

  /**
   * @param stallTimeout how long a watcher may read nothing
   */
  public TaskRpc(Tasks tasks, TaskNames names, Calls calls, Duration stallTimeout) {
    this.tasks = tasks;
    this.names = names;
    this.calls = calls;
    this.stallTimeout = stallTimeout;
  }

  @Override
  public void getTask(GetTaskRequest request, StreamObserver<GetTaskResponse> observer) {
    calls.answer(
        observer,
        call -> {
          TaskName task = named(request.getTaskId(), call);
          return GetTaskResponse.newBuilder()
              .setTask(tasks.task(call.caller().upstreamKey(), task))
              .build();
        });
  }

  @Override
  public void watchTask(WatchTaskRequest request, StreamObserver<WatchTaskResponse> observer) {
    calls.stream(
        observer,
        stallTimeout,
        (outlet, call) ->
            send(call.caller().upstreamKey(), named(request.getTaskId(), call), outlet));
  }

  private void send(ApiKey key, TaskName task, Outlet<WatchTaskResponse> outlet)
      throws InterruptedException {
    try (TaskWatch watch = tasks.watch(key, task.uuid())) {
      TaskStatus status;
      do {
        // First the room, then what to fill it with: a slow reader gets the latest status.
        outlet.awaitReady();
        status = watch.next();
        outlet.send(WatchTaskResponse.newBuilder().setTask(TaskMessages.of(task, status)).build());
      } while (!status.ended());
    }
  }

  private TaskName named(String taskId, CallContext call) {
    TaskName task = names.named(taskId, call.caller());
    call.task(task);
    call.phase(CallPhase.AWAIT);
    return task;
  }
}
