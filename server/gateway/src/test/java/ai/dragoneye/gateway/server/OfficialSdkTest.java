package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official Python SDK and the gateway on the same task: the same values, to the last bit. */
class OfficialSdkTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  // Tasks are seen by the key that began them only.
  private static final String KEY = "comparison-key";
  // Installed by the simulator's own test of the SDK, which Maven runs before this one.
  private static final Path PYTHON = Path.of("../simulator/target/python-sdk/bin/python");
  private static final Path SCRIPT = Path.of("../simulator/src/test/python/run_sdk.py");

  @Test
  void shouldGiveTheValuesOfTheOfficialSdk() throws Exception {
    assumeTrue(
        Files.exists(PYTHON), "skipped: the simulator's tests have not installed the Python SDK");
    try (Simulator simulator = Simulator.start(SimulatorOptions.defaults());
        GatewayServer gateway =
            GatewayServer.start(GatewayConfig.of(simulator.baseUrl(), new ApiKey(KEY)));
        Dragoneye dragoneye = Dragoneye.connect("127.0.0.1:" + gateway.port())) {
      // given an image that the gateway predicted
      Image image = Image.fromBytes(Pictures.png(), "image/png").withName("straße.png");
      ImagePrediction ours = dragoneye.predictImage(image, "recognize_anything/comparison");

      // when the SDK reads the results of the same task
      JsonNode theirs = sdkResults(simulator.baseUrl(), ours.getPredictionTaskUuid());

      // then
      assertThat(ours.getObjectsCount()).isPositive();
      assertThat(ours.getObjectsList()).isEqualTo(objects(theirs.get("objects")));
      assertThat(ours.getOriginalFileName())
          .isEqualTo(theirs.get("original_file_name").stringValue());
      assertThat(ours.getPredictionTaskUuid())
          .isEqualTo(theirs.get("prediction_task_uuid").stringValue());
    }
  }

  private static JsonNode sdkResults(URI baseUrl, String taskUuid) throws IOException {
    Process python =
        new ProcessBuilder(PYTHON.toString(), SCRIPT.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Object> job = Map.of("kind", "image_results", "task_uuid", taskUuid);
    try (OutputStream stdin = python.getOutputStream()) {
      stdin.write(
          JSON.writeValueAsBytes(
              Map.of("base_url", baseUrl.toString(), "api_key", KEY, "jobs", List.of(job))));
    }
    String answer = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    JsonNode response = JSON.readTree(answer).get("response");
    assertThat(response).describedAs(answer).isNotNull();
    return response;
  }

  private static List<ImageDetectedObject> objects(JsonNode objects) {
    return objects.valueStream().map(OfficialSdkTest::object).toList();
  }

  private static ImageDetectedObject object(JsonNode object) {
    JsonNode observation = object.get("bbox_observation");
    JsonNode box = observation.get("normalized_bbox");
    return ImageDetectedObject.newBuilder()
        .setObjectId(object.get("object_id").longValue())
        .setBboxObservation(
            BboxObservation.newBuilder()
                .setNormalizedBbox(
                    NormalizedBbox.newBuilder()
                        .setX1(box.get(0).doubleValue())
                        .setY1(box.get(1).doubleValue())
                        .setX2(box.get(2).doubleValue())
                        .setY2(box.get(3).doubleValue()))
                .setBboxScore(observation.get("bbox_score").doubleValue()))
        .addAllCategories(
            object.get("categories").valueStream().map(OfficialSdkTest::category).toList())
        .build();
  }

  private static ImageCategoryPrediction category(JsonNode category) {
    return ImageCategoryPrediction.newBuilder()
        .setCategoryId(category.get("category_id").longValue())
        .setName(category.get("name").stringValue())
        .setScore(category.get("score").doubleValue())
        .addAllAttributes(
            category.get("attributes").valueStream().map(OfficialSdkTest::attribute).toList())
        .build();
  }

  private static ImageAttributePrediction attribute(JsonNode attribute) {
    return ImageAttributePrediction.newBuilder()
        .setAttributeId(attribute.get("attribute_id").longValue())
        .setAttributeName(attribute.get("attribute_name").stringValue())
        .setOptionId(attribute.get("option_id").longValue())
        .setOptionName(attribute.get("option_name").stringValue())
        .setScore(attribute.get("score").doubleValue())
        .build();
  }
}
