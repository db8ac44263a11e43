package ai.dragoneye.gateway.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.archive.GeneratedArchives;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.media.MediaFacts;
import ai.dragoneye.gateway.simulator.media.MediaFamily;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.simulator.task.PredictedTask;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The official SDK, changed in nothing but its base URL, reads exactly what the simulator means.
 */
final class OfficialSdkTest {
  private static final String MODEL = "recognize_anything/tests";

  private final OfficialSdk sdk = OfficialSdk.install();
  private final Simulator simulator =
      Simulator.start(
          SimulatorOptions.builder()
              .inferenceTime(Duration.ZERO)
              .parameterNames("threshold")
              .build());

  OfficialSdkTest() throws Exception {}

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void shouldReadAnImagesPredictionsToTheLastBit() throws Exception {
    // given
    Path picture = resource("picture-lossy.webp");
    Predictions meant = meant(picture, MediaFamily.IMAGE, new MediaFacts(120, 90, 0), 1);

    // when
    JsonNode response = response(job("image", picture, "image/webp", "città \"1\".webp", null));

    // then
    assertThat(response.get("objects")).isEqualTo(SdkView.imageObjects(meant));
    assertThat(response.get("original_file_name").asString()).isEqualTo("citt%C3%A0 \"1\".webp");
  }

  @ParameterizedTest
  @CsvSource({
    "clip.mp4, video/mp4, 96, 64, 2500000, 12",
    "clip-moov-last.mov, video/quicktime, 80, 48, 2000000, 7",
    "clip.webm, video/webm, 64, 48, 3000000, 30",
  })
  void shouldReadAVideosPredictionsToTheLastBit(
      String name, String mimeType, int width, int height, long micros, int rate) throws Exception {
    // given
    Path clip = resource(name);
    Predictions meant = meant(clip, MediaFamily.VIDEO, new MediaFacts(width, height, micros), rate);

    // when
    JsonNode response = response(job("video", clip, mimeType, name, rate));

    // then
    assertThat(response.get("objects")).isEqualTo(SdkView.videoObjects(meant));
    assertThat(response.get("frame_timestamps_microseconds"))
        .isEqualTo(SdkView.frameTimestamps(meant))
        .hasSize((int) (micros * rate / 1_000_000));
    assertThat(response.get("frames_per_second").intValue()).isEqualTo(rate);
    assertThat(response.get("original_file_name").asString()).isEqualTo(name);
    assertThat(meant.objects().getFirst().observations())
        .extracting(DetectedObject.Observation::detection)
        .as("gap frames are among what was compared")
        .anyMatch(Optional::isEmpty);
  }

  @Test
  void shouldFailAsTheSdkDocuments() throws Exception {
    // given
    Path picture = resource("picture-lossy.webp");
    Map<String, Object> job = job("image", picture, "image/webp", "p.webp", null);
    Map<String, Object> unknownParameter = new HashMap<>(job);
    unknownParameter.put("parameters", Map.of("no_such_parameter", "1"));

    // then
    assertThat(failure(unknownParameter)).isEqualTo("PredictionTaskBeginError");
    simulator.faults().add(Fault.at(Step.UPLOAD).status(403));
    assertThat(failure(job)).isEqualTo("PredictionUploadError");
    simulator.faults().add(Fault.at(Step.PREDICT).status(500));
    assertThat(failure(job)).isEqualTo("PredictionTaskError");
    simulator.faults().add(Fault.at(Step.RESULTS).status(400).json("{\"detail\":\"gone\"}"));
    assertThat(failure(job)).isEqualTo("PredictionTaskResultsUnavailableError");
    simulator.scriptTasks(
        TaskScript.succeeding()
            .withStatuses("pending", "failed_for_a_reason")
            .withInferenceTime(Duration.ZERO));
    assertThat(failure(job)).isEqualTo("PredictionTaskError");
  }

  @Test
  void shouldBeRetriedByTheSdkWhenRateLimited() throws Exception {
    // given
    for (Step step : List.of(Step.BEGIN, Step.PREDICT, Step.STATUS, Step.RESULTS)) {
      simulator.faults().add(Fault.at(step).status(429).json("{\"detail\":\"slow down\"}"));
    }
    Map<String, Object> job =
        job("image", resource("picture-lossy.webp"), "image/webp", "p.webp", null);
    job.put("parameters", Map.of("threshold", "0.5"));

    // when
    JsonNode response = response(job);

    // then
    assertThat(response.get("objects").size()).isPositive();
    assertThat(simulator.requests().count(Step.BEGIN)).isEqualTo(2);
    assertThat(simulator.requests().count(Step.RESULTS)).isEqualTo(2);
    assertThat(simulator.requests().tasks().getFirst().predictFields())
        .containsEntry("threshold", "0.5");
  }

  private JsonNode response(Map<String, Object> job) throws Exception {
    JsonNode answer = sdk.run(simulator.baseUrl(), List.of(job)).getFirst();
    assertThat(answer.has("response")).as(answer.toString()).isTrue();
    return answer.get("response");
  }

  private String failure(Map<String, Object> job) throws Exception {
    return sdk.run(simulator.baseUrl(), List.of(job)).getFirst().path("error").asString();
  }

  private static Predictions meant(Path media, MediaFamily family, MediaFacts facts, int rate)
      throws Exception {
    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(media)));
    return GeneratedArchives.predictionsFor(
        new PredictedTask("", family, MODEL, rate, sha256, facts));
  }

  private static Map<String, Object> job(
      String kind, Path path, String mimeType, String name, @Nullable Integer rate) {
    Map<String, Object> job = new HashMap<>();
    job.put("kind", kind);
    job.put("path", path.toString());
    job.put("mime_type", mimeType);
    job.put("name", name);
    job.put("model", MODEL);
    job.put("parameters", Map.of());
    if (rate != null) {
      job.put("frames_per_second", rate);
    }
    return job;
  }

  private static Path resource(String name) throws IOException {
    return Path.of("src/test/resources/media", name).toRealPath();
  }
}
