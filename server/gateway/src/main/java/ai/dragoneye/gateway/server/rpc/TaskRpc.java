package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.task.TaskIds;
import ai.dragoneye.gateway.server.task.Tasks;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.stub.StreamObserver;

/** {@code TaskService}. */
public final class TaskRpc extends TaskServiceGrpc.TaskServiceImplBase {
  private final Tasks tasks;
  private final ApiKey key;
  private final Calls calls;

  public TaskRpc(Tasks tasks, ApiKey key, Calls calls) {
    this.tasks = tasks;
    this.key = key;
    this.calls = calls;
  }

  @Override
  public void getTask(GetTaskRequest request, StreamObserver<GetTaskResponse> observer) {
    calls.answer(
        observer,
        call -> {
          String uuid = TaskIds.uuidOf(request.getTaskId());
          call.taskId(request.getTaskId());
          call.phase(CallPhase.AWAIT);
          return GetTaskResponse.newBuilder().setTask(tasks.task(key, uuid)).build();
        });
  }
}
