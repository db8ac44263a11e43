package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsResponse;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.ResultServiceGrpc.ResultServiceImplBase;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import ai.dragoneye.gateway.v1.TaskServiceGrpc.TaskServiceImplBase;
import ai.dragoneye.gateway.v1.TaskState;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ReadsTest {
  @Test
  void shouldReadStatus() throws Exception {
    try (FakeGateway gateway = FakeGateway.serving(new Tasks(0));
        Dragoneye dragoneye = gateway.connect()) {
      Task task = dragoneye.status("task-1");

      assertThat(task.getTaskId()).isEqualTo("task-1");
      assertThat(task.getState()).isEqualTo(TaskState.TASK_STATE_SUCCEEDED);
      assertThat(dragoneye.status("task-1", Duration.ofSeconds(20))).isEqualTo(task);
      assertThat(dragoneye.statusAsync("task-1").get()).isEqualTo(task);
      assertThat(dragoneye.statusAsync("task-1", Duration.ofSeconds(20)).get()).isEqualTo(task);
    }
  }

  @Test
  void shouldReadImageResults() throws Exception {
    try (FakeGateway gateway = FakeGateway.serving(new Results());
        Dragoneye dragoneye = gateway.connect()) {
      ImagePrediction prediction = dragoneye.getImageResults("task-2");

      assertThat(prediction.getTaskId()).isEqualTo("task-2");
      assertThat(dragoneye.getImageResults("task-2", Duration.ofSeconds(20))).isEqualTo(prediction);
      assertThat(dragoneye.getImageResultsAsync("task-2").get()).isEqualTo(prediction);
      assertThat(dragoneye.getImageResultsAsync("task-2", Duration.ofSeconds(20)).get())
          .isEqualTo(prediction);
    }
  }

  @Test
  void shouldReachEveryRpcByRawStubs() {
    try (FakeGateway gateway = FakeGateway.serving(new Tasks(0));
        Dragoneye dragoneye = gateway.connect()) {
      GetTaskRequest request = GetTaskRequest.newBuilder().setTaskId("task-1").build();

      assertThat(TaskServiceGrpc.newBlockingStub(dragoneye.channel()).getTask(request).hasTask())
          .isTrue();
    }
  }

  @Test
  void shouldRepeatReadsWhileGatewayIsUnavailable() {
    Tasks tasks = new Tasks(3);
    try (FakeGateway gateway = FakeGateway.serving(tasks);
        Dragoneye dragoneye = gateway.connect()) {
      assertThat(dragoneye.status("task-1").getTaskId()).isEqualTo("task-1");
      assertThat(tasks.calls).hasValue(4);
    }
  }

  @Test
  void shouldGiveUpRepeatingReads() {
    Tasks tasks = new Tasks(Integer.MAX_VALUE);
    try (FakeGateway gateway = FakeGateway.serving(tasks);
        Dragoneye dragoneye = gateway.connect()) {
      GatewayUnavailableException failure =
          catchThrowableOfType(GatewayUnavailableException.class, () -> dragoneye.status("task-1"));

      assertThat(failure).hasMessage("Draining; call again [UNAVAILABLE, task task-1]");
      assertThat(failure.predictSent()).isEmpty();
      assertThat(tasks.calls).hasValue(4);
    }
  }

  @Test
  void shouldNeverRepeatPredictions() {
    ScriptedPredictions draining =
        new ScriptedPredictions(
            call -> {}, responses -> responses.onError(Status.UNAVAILABLE.asRuntimeException()));
    try (FakeGateway gateway = FakeGateway.serving(draining);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(
              () -> dragoneye.predictImage(Image.fromBytes(new byte[1], "image/png"), "m"))
          .isInstanceOf(GatewayUnavailableException.class);
      assertThat(draining.calls).hasValue(1);
    }
  }

  @Test
  void shouldTranslateFailuresOfReads() {
    Results missing = new Results();
    try (FakeGateway gateway = FakeGateway.serving(missing);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.getImageResults("none"))
          .isInstanceOf(TaskNotFoundException.class)
          .hasMessage("There is no such task [TASK_NOT_FOUND, phase results, task none]");
      assertThatThrownBy(() -> dragoneye.getImageResultsAsync("none").get())
          .hasCauseInstanceOf(TaskNotFoundException.class);
    }
  }

  @Test
  void shouldCancelReadWhenFutureIsCancelled() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    TaskServiceImplBase silent =
        new TaskServiceImplBase() {
          @Override
          public void getTask(GetTaskRequest request, StreamObserver<GetTaskResponse> responses) {
            ((ServerCallStreamObserver<GetTaskResponse>) responses)
                .setOnCancelHandler(cancelled::countDown);
            started.countDown();
          }
        };
    try (FakeGateway gateway = FakeGateway.serving(silent);
        Dragoneye dragoneye = gateway.connect()) {
      CompletableFuture<Task> future = dragoneye.statusAsync("task-1");
      started.await();

      future.cancel(true);

      cancelled.await();
      assertThatThrownBy(() -> dragoneye.status("task-1", Duration.ofMillis(200)))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  /** Is unavailable for the first calls. */
  private static final class Tasks extends TaskServiceImplBase {
    final AtomicInteger calls = new AtomicInteger();
    private final int failures;

    Tasks(int failures) {
      this.failures = failures;
    }

    @Override
    public void getTask(GetTaskRequest request, StreamObserver<GetTaskResponse> responses) {
      if (calls.getAndIncrement() < failures) {
        responses.onError(Status.UNAVAILABLE.withDescription("Draining").asRuntimeException());
        return;
      }
      Task task =
          Task.newBuilder()
              .setTaskId(request.getTaskId())
              .setState(TaskState.TASK_STATE_SUCCEEDED)
              .build();
      responses.onNext(GetTaskResponse.newBuilder().setTask(task).build());
      responses.onCompleted();
    }
  }

  /** Knows every task but one. */
  private static final class Results extends ResultServiceImplBase {
    @Override
    public void getImageResults(
        GetImageResultsRequest request, StreamObserver<GetImageResultsResponse> responses) {
      String id = request.getTaskId();
      if (id.equals("none")) {
        responses.onError(
            Failures.status(
                Code.NOT_FOUND,
                "There is no such task",
                Failures.info("TASK_NOT_FOUND", Map.of("phase", "results", "task_id", id))));
        return;
      }
      ImagePrediction prediction = ImagePrediction.newBuilder().setTaskId(id).build();
      responses.onNext(GetImageResultsResponse.newBuilder().setPrediction(prediction).build());
      responses.onCompleted();
    }
  }
}
