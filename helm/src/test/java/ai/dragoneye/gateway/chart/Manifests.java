package ai.dragoneye.gateway.chart;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the chart was rendered to.
 *
 * @param documents the objects for the cluster, in Helm's order
 */
record Manifests(List<JsonNode> documents) {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  static Manifests parse(String yaml) {
    try (MappingIterator<JsonNode> documents = MAPPER.readerFor(JsonNode.class).readValues(yaml)) {
      return new Manifests(
          documents.readAll().stream().filter(document -> !document.isNull()).toList());
    }
  }

  /** The objects of a kind. */
  List<JsonNode> all(String kind) {
    return documents.stream().filter(object -> is(object, kind)).toList();
  }

  /** The object of a kind of which there is one. */
  JsonNode only(String kind) {
    List<JsonNode> found = all(kind);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects of kind " + kind);
    }
    return found.getFirst();
  }

  /** The object of a kind whose name ends like this. */
  JsonNode named(String kind, String ending) {
    return all(kind).stream()
        .filter(object -> object.at("/metadata/name").asString().endsWith(ending))
        .findFirst()
        .orElseThrow();
  }

  JsonNode pod() {
    return only("Deployment").at("/spec/template");
  }

  JsonNode container() {
    return pod().at("/spec/containers/0");
  }

  /** The gateway's own configuration. */
  String gatewayYaml() {
    return all("ConfigMap").stream()
        .map(map -> map.at("/data/gateway.yaml"))
        .filter(file -> !file.isMissingNode())
        .findFirst()
        .orElseThrow()
        .asString();
  }

  static JsonNode yaml(String text) {
    return MAPPER.readTree(text);
  }

  static List<String> strings(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asString).toList();
  }

  private static boolean is(JsonNode object, String kind) {
    return object.path("kind").asString().equals(kind);
  }
}
