package ai.dragoneye.gateway.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the comments of values.yaml say of its keys: those that begin with two dashes, and the
 * comment lines after them.
 */
final class ValuesReference {
  private static final Pattern KEY = Pattern.compile("^(?<indent> *)(?<name>[A-Za-z0-9_]+):.*");
  private static final String BEGIN = "# -- ";
  private static final String HEAD = "| value | default | meaning |\n|---|---|---|\n";
  private static final int INDENT = 2;

  private final Map<String, String> meanings = new LinkedHashMap<>();
  private final List<String> path = new ArrayList<>();
  private final JsonNode values;
  private String comment = "";

  private ValuesReference(String yaml) {
    this.values = Manifests.yaml(yaml);
    yaml.lines().forEach(this::read);
  }

  static ValuesReference of(String yaml) {
    return new ValuesReference(yaml);
  }

  private void read(String line) {
    String text = line.strip();
    if (text.startsWith(BEGIN)) {
      comment = text.substring(BEGIN.length());
    } else if (text.startsWith("# ") && !comment.isEmpty()) {
      comment += text.substring(1);
    } else {
      Matcher key = KEY.matcher(line);
      if (key.matches()) {
        enter(key.group("indent").length() / INDENT, key.group("name"));
      }
    }
  }

  private void enter(int depth, String name) {
    while (path.size() > depth) {
      path.removeLast();
    }
    path.add(name);
    if (!comment.isEmpty()) {
      meanings.put(String.join(".", path), comment);
      comment = "";
    }
  }

  /** All values as a table. */
  String table() {
    return HEAD
        + meanings.entrySet().stream()
            .map(
                entry ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            entry.getKey(),
                            shown(entry.getKey()),
                            entry.getValue().replace("|", "\\|")))
            .collect(Collectors.joining());
  }

  private String shown(String name) {
    boolean hasRowsOfItsOwn =
        meanings.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
    return hasRowsOfItsOwn ? "see below" : "`" + value(name) + "`";
  }

  private JsonNode value(String name) {
    return values.at("/" + name.replace('.', '/'));
  }

  /** Values that no comment tells of, nor one of what they are in. */
  Set<String> untold() {
    Set<String> untold = new TreeSet<>();
    collect(values, "", untold);
    return untold;
  }

  private void collect(JsonNode node, String prefix, Set<String> untold) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String name = prefix + entry.getKey();
      if (entry.getValue().isObject() && !isToldAsAWhole(name)) {
        collect(entry.getValue(), name + ".", untold);
      } else if (!meanings.containsKey(name)) {
        untold.add(name);
      }
    }
  }

  private boolean isToldAsAWhole(String name) {
    return meanings.containsKey(name) && !shown(name).equals("see below");
  }
}
