package ai.dragoneye.gateway.simulator.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a form or of a query: each name once, each value text. */
final class FormFields {
  private final Map<String, String> values = new LinkedHashMap<>();

  static FormFields ofQuery(Map<String, List<String>> query) {
    FormFields fields = new FormFields();
    query.forEach((name, all) -> all.forEach(value -> fields.add(name, value)));
    return fields;
  }

  void add(String name, String value) {
    if (values.putIfAbsent(name, value) != null) {
      throw new Rejection(400, "field '" + name + "' is given more than once");
    }
  }

  Map<String, String> asMap() {
    return Collections.unmodifiableMap(values);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String require(String name) {
    return find(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new Rejection(400, "field '" + name + "' is required"));
  }

  void allowOnly(Set<String> known, Set<String> extra) {
    for (String name : values.keySet()) {
      if (!known.contains(name) && !extra.contains(name)) {
        throw new Rejection(400, "field '" + name + "' is not known");
      }
    }
  }
}
