package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceImplBase;
import ai.dragoneye.gateway.v1.SubmitPredictionRequest;
import ai.dragoneye.gateway.v1.SubmitPredictionResponse;
import ai.dragoneye.gateway.v1.Task;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SubmitTest {
  @Test
  void shouldSubmitImagesAndVideos() throws Exception {
    Submissions submissions = new Submissions();
    PredictOptions options = PredictOptions.builder().framesPerSecond(2).build();
    try (FakeGateway gateway = FakeGateway.serving(submissions);
        Dragoneye dragoneye = gateway.connect()) {
      Task image =
          dragoneye.submit(
              Image.fromBytes(new byte[10], "image/png"), "m", PredictOptions.defaults());
      Task video =
          dragoneye.submitAsync(Video.fromBytes(new byte[10], "video/mp4"), "m", options).get();

      assertThat(image.getTaskId()).isEqualTo("task-1");
      assertThat(video).isEqualTo(image);
      assertThat(submissions.messages).hasSize(4);
      assertThat(submissions.messages.get(0).getConfig().getMimeType()).isEqualTo("image/png");
      assertThat(submissions.messages.get(2).getConfig().getFramesPerSecond()).isEqualTo(2);
      assertThat(submissions.messages.get(3).getChunk().size()).isEqualTo(10);
    }
  }

  @Test
  void shouldSayThatPredictionWasRejected() {
    Image image = Image.fromBytes(new byte[10], "image/png").withName("refused");
    try (FakeGateway gateway = FakeGateway.serving(new Submissions());
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.submit(image, "m", PredictOptions.defaults()))
          .isInstanceOf(PredictionTaskException.class)
          .hasMessage("There is no such model [PREDICT_REJECTED, phase predict, predict sent: no]");
    }
  }

  private static final class Submissions extends PredictionServiceImplBase {
    final List<SubmitPredictionRequest> messages = new CopyOnWriteArrayList<>();

    @Override
    public StreamObserver<SubmitPredictionRequest> submitPrediction(
        StreamObserver<SubmitPredictionResponse> responses) {
      return new StreamObserver<>() {
        @Override
        public void onNext(SubmitPredictionRequest message) {
          messages.add(message);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          answer(responses);
        }
      };
    }

    private void answer(StreamObserver<SubmitPredictionResponse> responses) {
      if (messages.get(0).getConfig().getFileName().equals("refused")) {
        responses.onError(
            Failures.status(
                Code.FAILED_PRECONDITION,
                "There is no such model",
                Failures.info(
                    "PREDICT_REJECTED", Map.of("phase", "predict", "predict_sent", "no"))));
        return;
      }
      responses.onNext(
          SubmitPredictionResponse.newBuilder().setTask(ScriptedTasks.task("")).build());
      responses.onCompleted();
    }
  }
}
