package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.v1.ImagePrediction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of a client that is closed. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ClosedClientTest {
  private static Image small() {
    return Image.fromBytes(new byte[10], "image/png");
  }

  @Test
  void shouldEndRunningCallsWhenClosed() throws Exception {
    ScriptedPredictions silent = new ScriptedPredictions(call -> {}, responses -> {});
    try (FakeGateway gateway = FakeGateway.serving(silent)) {
      Dragoneye dragoneye = gateway.connect();
      CompletableFuture<ImagePrediction> waiting = dragoneye.predictImageAsync(small(), "m");
      silent.call.get();

      dragoneye.close();

      assertThatThrownBy(waiting::get).hasCauseInstanceOf(DragoneyeException.class);
      assertThatThrownBy(() -> dragoneye.predictImageAsync(small(), "m").get())
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void shouldSayThatClientIsClosedWhateverIsSent() {
    Dragoneye dragoneye = Dragoneye.connect("localhost:1");
    dragoneye.close();
    Video video = Video.fromBytes(new byte[10], "video/mp4");
    PredictOptions defaults = PredictOptions.defaults();

    Stream.<CompletableFuture<?>>of(
            dragoneye.predictImageAsync(small(), "m"),
            dragoneye.predictVideoAsync(video, "m", defaults),
            dragoneye.streamVideoPredictionAsync(video, "m", defaults, (object, place) -> {}),
            dragoneye.submitAsync(small(), "m", defaults),
            dragoneye.predictImagesAsync(List.of(), "m", defaults, result -> {}))
        .forEach(
            future ->
                assertThatThrownBy(future::get)
                    .cause()
                    .isInstanceOf(CallCancelledException.class)
                    .hasMessageContaining("The client was closed, or its executor"));
    assertThatThrownBy(
            () -> dragoneye.streamVideoPrediction(video, "m", defaults).iterator().hasNext())
        .isInstanceOf(CallCancelledException.class);
  }
}
