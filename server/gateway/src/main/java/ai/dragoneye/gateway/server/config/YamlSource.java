package ai.dragoneye.gateway.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A YAML text.
 *
 * @param root its keys and values
 * @param places where each dotted path stands, as {@code file:line}
 */
record YamlSource(ObjectNode root, Map<String, String> places) {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  static YamlSource read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ConfigException(
          file + ": cannot be read (" + e.getClass().getSimpleName() + "); check path and rights");
    }
  }

  static YamlSource parse(String name, String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isMissingNode() || node.isNull()) {
        return new YamlSource(MAPPER.createObjectNode(), Map.of());
      }
      if (!(node instanceof ObjectNode root)) {
        throw new ConfigException(name + ":1: is no map of keys to values");
      }
      return new YamlSource(root, places(name, text));
    } catch (JacksonException e) {
      String problem = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new ConfigException(
          name + ":" + e.getLocation().getLineNr() + ": is no valid YAML: " + problem);
    }
  }

  private static Map<String, String> places(String name, String text) {
    Map<String, String> places = new HashMap<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.PROPERTY_NAME) {
          String path = parser.streamReadContext().pathAsPointer().toString();
          places.put(
              path.substring(1).replace('/', '.'),
              name + ":" + parser.currentTokenLocation().getLineNr());
        }
      }
    }
    return places;
  }
}
