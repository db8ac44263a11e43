package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskServiceGrpc.TaskServiceImplBase;
import ai.dragoneye.gateway.v1.TaskState;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** One task, in progress when a watch begins. */
final class FakeTasks extends TaskServiceImplBase {
  volatile Task task =
      Samples.task(
          PredictionType.PREDICTION_TYPE_VIDEO, TaskState.TASK_STATE_SUCCEEDED, "predicted");
  volatile @Nullable StatusRuntimeException failure;

  @Override
  public void getTask(GetTaskRequest request, StreamObserver<GetTaskResponse> responses) {
    StatusRuntimeException scripted = failure;
    if (scripted != null) {
      responses.onError(scripted);
      return;
    }
    responses.onNext(GetTaskResponse.newBuilder().setTask(task).build());
    responses.onCompleted();
  }

  @Override
  public void watchTask(WatchTaskRequest request, StreamObserver<WatchTaskResponse> responses) {
    Task before =
        task.toBuilder().setState(TaskState.TASK_STATE_IN_PROGRESS).setStatus("processing").build();
    responses.onNext(WatchTaskResponse.newBuilder().setTask(before).build());
    responses.onNext(WatchTaskResponse.newBuilder().setTask(task).build());
    responses.onCompleted();
  }
}
