package ai.dragoneye.gateway.chart;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Labels by which objects choose pods. */
final class Selectors {
  private Selectors() {}

  /** Those of an object that are meant to match the gateway's pods. */
  static Stream<JsonNode> ofPods(JsonNode object) {
    return switch (object.path("kind").asString()) {
      case "Deployment" ->
          Stream.concat(
              Stream.of(object.at("/spec/selector/matchLabels")),
              object.at("/spec/template/spec/topologySpreadConstraints").values().stream()
                  .map(constraint -> constraint.at("/labelSelector/matchLabels")));
      case "Service" -> Stream.of(object.at("/spec/selector"));
      case "PodDisruptionBudget" -> Stream.of(object.at("/spec/selector/matchLabels"));
      case "NetworkPolicy" -> Stream.of(object.at("/spec/podSelector/matchLabels"));
      default -> Stream.empty();
    };
  }

  /** Whether all labels of a selector, of which there has to be one, are among those given. */
  static boolean match(JsonNode selector, JsonNode labels) {
    return !selector.isEmpty()
        && selector.properties().stream()
            .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }
}
