package ai.dragoneye.gateway.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keys and values from several sources, the later over the earlier, each with the place it came
 * from.
 */
final class ConfigTree {
  private final ObjectNode root;
  private final Map<String, String> origins = new HashMap<>();

  ConfigTree(ObjectNode defaults) {
    this.root = defaults;
  }

  ObjectNode root() {
    return root;
  }

  /**
   * Lays {@code source} over what is there; {@code places} tells where each dotted path of it
   * stands.
   */
  void overlay(ObjectNode source, Map<String, String> places) {
    origins.putAll(places);
    merge(root, source, "");
  }

  private void merge(ObjectNode target, ObjectNode source, String parent) {
    for (Map.Entry<String, JsonNode> entry : source.properties()) {
      String path = parent + entry.getKey();
      JsonNode old = target.get(entry.getKey());
      if (entry.getValue().isNull()) {
        throw new ConfigException(
            place(path) + path + " has no value; give it one or remove the key");
      }
      if (old instanceof ObjectNode oldObject && entry.getValue() instanceof ObjectNode newObject) {
        merge(oldObject, newObject, path + ".");
      } else {
        target.set(entry.getKey(), entry.getValue());
      }
    }
  }

  void set(List<String> path, String value, String place) {
    ObjectNode node = root;
    for (String section : path.subList(0, path.size() - 1)) {
      node = node.get(section) instanceof ObjectNode child ? child : node.putObject(section);
    }
    node.put(path.getLast(), value);
    origins.put(String.join(".", path), place);
  }

  /** Where the value at {@code path} came from, with a colon, or nothing for a default. */
  String place(String path) {
    String place = origins.get(path);
    return place == null ? "" : place + ": ";
  }
}
