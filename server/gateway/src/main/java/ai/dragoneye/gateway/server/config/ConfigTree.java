package ai.dragoneye.gateway.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keys and values from several sources, the later over the earlier, each with the place it came
 * from.
 */
final class ConfigTree {
  private final ObjectNode root;
  private final Map<String, String> origins = new HashMap<>();

  /**
   * @param defaults where a section all of whose keys have no default is empty
   */
  ConfigTree(ObjectNode defaults) {
    this.root = defaults;
    List<String> empty =
        defaults.properties().stream()
            .filter(entry -> entry.getValue().isNull())
            .map(Map.Entry::getKey)
            .toList();
    empty.forEach(defaults::putObject);
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
      } else if (old instanceof ArrayNode && !(entry.getValue() instanceof ArrayNode)) {
        throw new ConfigException(place(path) + path + " must be a list");
      } else if (isListOfSections(old) && entry.getValue() instanceof ArrayNode list) {
        target.set(entry.getKey(), completed(list, (ObjectNode) old.get(0), path + "."));
      } else {
        target.set(entry.getKey(), entry.getValue());
      }
    }
  }

  private static boolean isListOfSections(@Nullable JsonNode defaults) {
    return defaults instanceof ArrayNode list && list.get(0) instanceof ObjectNode;
  }

  /** A list replaces the default's; what an entry leaves out is as in the default's only one. */
  private ArrayNode completed(ArrayNode list, ObjectNode entryDefaults, String parent) {
    ArrayNode completed = list.arrayNode();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof ObjectNode given)) {
        throw new ConfigException(
            place(parent.substring(0, parent.length() - 1))
                + parent
                + i
                + " must be a section of keys");
      }
      requireName(given, parent + i);
      ObjectNode entry = entryDefaults.deepCopy();
      merge(entry, given, parent + i + ".");
      completed.add(entry);
    }
    return completed;
  }

  private void requireName(ObjectNode entry, String path) {
    if (!entry.has("name")) {
      String place =
          entry.propertyNames().stream().findFirst().map(key -> place(path + "." + key)).orElse("");
      throw new ConfigException(place + path + ".name is missing; say whom the entry is for");
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
