package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskServiceGrpc.TaskServiceImplBase;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls while no gateway listens, with the client's own waits. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GatewayRestartTest {
  private static final Duration OUTAGE = Duration.ofSeconds(3);

  /** The port of a gateway that has stopped. */
  private static int deadPort() {
    try (FakeGateway gateway = FakeGateway.serving(new Tasks())) {
      return gateway.port();
    }
  }

  private static CompletableFuture<FakeGateway> startLater(int port) {
    return CompletableFuture.supplyAsync(
        () ->
            FakeGateway.servingAt(port, new Tasks(), new ScriptedVideo(SampleVideo.inWholeParts())),
        CompletableFuture.delayedExecutor(OUTAGE.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Test
  void shouldReadThoughAllGatewaysAreDownForSeconds() throws Exception {
    FakeGateway before = FakeGateway.serving(new Tasks());
    try (before;
        Dragoneye dragoneye = before.connect()) {
      // given a client whose connection was cut
      assertThat(dragoneye.status("before").getTaskId()).isEqualTo("before");
      before.stop();

      // when
      CompletableFuture<FakeGateway> after = startLater(before.port());
      CompletableFuture<Task> waiting = dragoneye.statusAsync("meanwhile");
      Task blocking = dragoneye.status("meanwhile", Duration.ofSeconds(30));

      // then
      assertThat(blocking.getTaskId()).isEqualTo("meanwhile");
      assertThat(waiting.get()).isEqualTo(blocking);
      after.get().close();
    }
  }

  @Test
  void shouldOpenStreamThoughAllGatewaysAreDownForSeconds() throws Exception {
    int port = deadPort();
    try (Dragoneye dragoneye = Dragoneye.connect("localhost:" + port)) {
      CompletableFuture<FakeGateway> after = startLater(port);

      assertThat(dragoneye.getVideoResults("task-1").objects()).isEqualTo(SampleVideo.objects());

      after.get().close();
    }
  }

  @Test
  void shouldSayInBoundedTimeWhyNoGatewayIsReached() {
    String address = "localhost:" + deadPort();
    try (Dragoneye dragoneye = Dragoneye.connect(address)) {
      long begin = System.nanoTime();

      GatewayUnavailableException failure =
          catchThrowableOfType(GatewayUnavailableException.class, () -> dragoneye.status("task-1"));

      assertThat(failure)
          .hasMessageStartingWith("The connection to the gateway failed: ")
          .hasMessageContaining("Connection refused")
          .hasMessageEndingWith(
              "; check that a gateway listens at this address, with or without TLS as it says"
                  + " [UNAVAILABLE, task task-1]");
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(OUTAGE, Duration.ofSeconds(30));
    }
  }

  @Test
  void shouldSayAtDeadlineThatNoGatewayWasReached() {
    try (Dragoneye dragoneye = Dragoneye.connect("localhost:" + deadPort())) {
      DeadlineExceededException failure =
          catchThrowableOfType(
              DeadlineExceededException.class,
              () -> dragoneye.status("task-1", Duration.ofSeconds(2)));

      assertThat(failure)
          .hasMessageStartingWith("The deadline passed while no gateway could be reached")
          .hasMessageContaining("Connection refused");
    }
  }

  @Test
  void shouldNotWaitWithPrediction() {
    try (Dragoneye dragoneye = Dragoneye.connect("localhost:" + deadPort())) {
      GatewayUnavailableException failure =
          catchThrowableOfType(
              GatewayUnavailableException.class,
              () -> dragoneye.predictImage(Image.fromBytes(new byte[1], "image/png"), "m"));

      assertThat(failure.predictSent()).contains(PredictSent.NO);
      assertThat(failure).hasMessageContaining("Connection refused");
    }
  }

  private static final class Tasks extends TaskServiceImplBase {
    @Override
    public void getTask(GetTaskRequest request, StreamObserver<GetTaskResponse> responses) {
      Task task = Task.newBuilder().setTaskId(request.getTaskId()).build();
      responses.onNext(GetTaskResponse.newBuilder().setTask(task).build());
      responses.onCompleted();
    }
  }
}
