package ai.dragoneye.gateway.upstream;

import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.SimulatorOptionsBuilder;
import ai.dragoneye.gateway.upstream.results.ObjectReader;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.upstream.testing.CleanUpWatch;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The five steps against the simulator, which is strict about the wire and shares no code with this
 * client.
 */
@ExtendWith(CleanUpWatch.class)
class SimulatedServiceTest {
  private static final ApiKey KEY = new ApiKey("simulated-key");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final BeginRequest BEGIN =
      new BeginRequest("image/png", "a \"b\"\r\n; c.png", null, Map.of());

  @Test
  void shouldTakeAnImageThroughAllSteps() throws Exception {
    // given
    TestMedia image = TestMedia.of(List.of(png()));
    try (Simulator simulator = Simulator.start(options().build());
        DragoneyeClient client = DragoneyeClient.create(UpstreamSettings.of(simulator.baseUrl()))) {
      // when
      BegunTask task = client.begin(KEY, BEGIN);
      client.upload(task.form(), image, _ -> {});
      client.predict(KEY, new PredictRequest(task.taskUuid(), "recognize_anything/x", Map.of()));
      await().until(() -> client.status(KEY, task.taskUuid(), LIMIT).ended());

      // then
      assertThat(client.status(KEY, task.taskUuid(), LIMIT))
          .isEqualTo(new TaskStatus(task.taskUuid(), MediaFamily.IMAGE, "predicted"));
      assertThat(simulator.media(task.taskUuid())).contains(image.whole());
      try (ReceivedResults results = client.results(KEY, task.taskUuid());
          ObjectReader<ImageDetectedObject> objects = results.archive().imageObjects()) {
        assertThat(objects.next()).isNotNull();
      }
    }
  }

  @Test
  void shouldReportThatTheStoreFindsTheMediaTooLarge() throws Exception {
    // given
    TestMedia media = TestMedia.of(100, 64 << 10);
    try (Simulator simulator = Simulator.start(options().maxUploadBytes(100_000).build());
        DragoneyeClient client = DragoneyeClient.create(UpstreamSettings.of(simulator.baseUrl()))) {
      BegunTask task = client.begin(KEY, BEGIN);

      // when / then
      assertFailure(() -> client.upload(task.form(), media, _ -> {}))
          .isInstanceOfSatisfying(
              UpstreamFailure.MediaTooLarge.class,
              failure -> assertThat(failure.storeCode()).isEqualTo("EntityTooLarge"));
      await().untilAsserted(() -> assertThat(media.allReleased()).isTrue());
    }
  }

  @Test
  void shouldReportThatTheFormHasExpired() throws Exception {
    // given
    try (Simulator simulator =
            Simulator.start(options().presignLifetime(Duration.ofMillis(1)).build());
        DragoneyeClient client = DragoneyeClient.create(UpstreamSettings.of(simulator.baseUrl()))) {
      BegunTask task = client.begin(KEY, BEGIN);
      await().pollDelay(Duration.ofMillis(100)).until(() -> true);

      // when / then
      assertFailure(() -> client.upload(task.form(), TestMedia.of(List.of(png())), _ -> {}))
          .isInstanceOfSatisfying(
              UpstreamFailure.UploadRejected.class,
              failure -> {
                assertThat(failure.httpStatus()).isEqualTo(403);
                assertThat(failure.storeCode()).isEqualTo("AccessDenied");
              });
    }
  }

  @Test
  void shouldReportWhatTheServiceRefuses() throws Exception {
    try (Simulator simulator = Simulator.start(options().build());
        DragoneyeClient client = DragoneyeClient.create(UpstreamSettings.of(simulator.baseUrl()))) {
      assertFailure(() -> client.begin(new ApiKey("wrong"), BEGIN))
          .isInstanceOf(UpstreamFailure.CredentialsRejected.class);
      assertFailure(() -> client.status(KEY, "unknown", LIMIT))
          .isInstanceOf(UpstreamFailure.TaskNotFound.class);
      assertFailure(() -> client.results(KEY, client.begin(KEY, BEGIN).taskUuid()))
          .isInstanceOf(UpstreamFailure.ResultsUnavailable.class);
      assertFailure(() -> client.begin(KEY, new BeginRequest("text/plain", null, null, Map.of())))
          .isInstanceOf(UpstreamFailure.BeginRejected.class);
    }
  }

  private static SimulatorOptionsBuilder options() {
    return SimulatorOptions.builder()
        .apiKeys(KEY.value())
        .inferenceTime(Duration.ZERO)
        .retainMedia();
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
