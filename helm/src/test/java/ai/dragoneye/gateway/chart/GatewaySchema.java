package ai.dragoneye.gateway.chart;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of the value {@code gateway}, made of the reference of the gateway's keys. Those that
 * the chart gives are not in it.
 */
final class GatewaySchema {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(?<key>[^`]+)` \\| (?<type>[^|]+) \\|", Pattern.MULTILINE);
  private static final Set<String> DERIVED =
      Set.of(
          "listen",
          "health.listen",
          "upstream.api_key_file",
          "upstream.results.directory",
          "media.spool.directory",
          "results.frames.directory",
          "tls.certificate_file",
          "tls.private_key_file",
          "tls.client_ca_file",
          "tls.require_client_certificate",
          "tls.insecure_plaintext",
          "authentication.insecure_anonymous",
          "authentication.tokens_file",
          "task_handle_keys_file");

  private final ObjectNode root = map();

  private GatewaySchema() {}

  /** The schema for the keys in the tables of a Markdown text. */
  static ObjectNode of(String reference) {
    GatewaySchema schema = new GatewaySchema();
    ROW.matcher(reference).results().forEach(schema::add);
    ((ObjectNode) schema.root.at("/properties/callers/items")).putArray("required").add("name");
    return schema.root;
  }

  private void add(MatchResult row) {
    String key = row.group("key");
    if (DERIVED.contains(key)) {
      return;
    }
    String[] path = key.split("\\.", -1);
    ObjectNode parent = root;
    for (int i = 0; i < path.length - 1; i++) {
      parent = child(parent, path[i]);
    }
    properties(parent).set(path[path.length - 1], kind(key, row.group("type")));
  }

  private static ObjectNode child(ObjectNode parent, String name) {
    if (!name.endsWith("[]")) {
      return (ObjectNode) properties(parent).optional(name).orElseGet(() -> put(parent, name));
    }
    String list = name.substring(0, name.length() - 2);
    JsonNode known = properties(parent).path(list).path("items");
    if (known instanceof ObjectNode items) {
      return items;
    }
    ObjectNode items = map();
    properties(parent).putObject(list).put("type", "array").set("items", items);
    return items;
  }

  private static ObjectNode put(ObjectNode parent, String name) {
    ObjectNode child = map();
    properties(parent).set(name, child);
    return child;
  }

  private static ObjectNode properties(ObjectNode parent) {
    return (ObjectNode) parent.path("properties");
  }

  private static ObjectNode map() {
    ObjectNode map = JsonMapper.shared().createObjectNode();
    map.put("type", "object").put("additionalProperties", false).putObject("properties");
    return map;
  }

  private static JsonNode kind(String key, String type) {
    return JsonMapper.shared()
        .readTree(
            switch (type) {
              case "duration (ms, s, m, h)" -> pattern("^[0-9]{1,18} *(ms|s|m|h)$");
              case "size (bytes, KiB, MiB, GiB)" -> size();
              case "whole number" -> "{\"type\":\"integer\"}";
              case "number" -> "{\"type\":\"number\"}";
              case "true or false" -> "{\"type\":\"boolean\"}";
              case "path" -> pattern("^/");
              // Whoever reads a ConfigMap may not read passwords.
              case "URL" -> pattern("^[a-z][a-z0-9+.-]*://[^@]+$");
              case "host:port" -> pattern(":[0-9]{1,5}$");
              case "list of words" -> "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";
              case "name or list of names" ->
                  "{\"type\":[\"string\",\"array\"],\"items\":{\"type\":\"string\"}}";
              case "word" -> "{\"type\":\"string\"}";
              case "text" -> key.endsWith("_bytes") ? size() : text(key);
              default ->
                  throw new IllegalArgumentException(key + " is of an unknown type: " + type);
            });
  }

  private static String text(String key) {
    return key.startsWith("callers[].quota.") ? "{\"type\":\"integer\"}" : "{\"type\":\"string\"}";
  }

  private static String size() {
    return "{\"type\":[\"string\",\"integer\"],\"pattern\":\"^[0-9]{1,18} *(KiB|MiB|GiB)?$\",\"minimum\":0}";
  }

  private static String pattern(String pattern) {
    return "{\"type\":\"string\",\"pattern\":\"" + pattern + "\"}";
  }
}
