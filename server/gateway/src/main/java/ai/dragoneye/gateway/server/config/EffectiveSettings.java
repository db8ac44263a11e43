package ai.dragoneye.gateway.server.config;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * All settings as YAML. Secrets stand in files and in the environment, but for those that URLs
 * carry: user info and queries are hidden.
 */
final class EffectiveSettings {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .build();
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#]*@");
  private static final Pattern QUERY = Pattern.compile("(?<=[?#]).*");

  private EffectiveSettings() {}

  static String of(ConfigTree tree) {
    ObjectNode copy = tree.root().deepCopy();
    hide(copy);
    return MAPPER.writeValueAsString(copy);
  }

  private static void hide(ObjectNode section) {
    // A section without defaults: to be left out, as no key may be without a value.
    section.properties().removeIf(entry -> entry.getValue().isNull());
    for (var entry : section.properties()) {
      JsonNode value = entry.getValue();
      if (value.isString() && value.stringValue().contains("://")) {
        section.put(entry.getKey(), hidden(value.stringValue()));
      } else {
        hideWithin(value);
      }
    }
  }

  private static void hideWithin(JsonNode value) {
    if (value instanceof ObjectNode section) {
      hide(section);
    } else if (value instanceof ArrayNode list) {
      list.forEach(EffectiveSettings::hideWithin);
    }
  }

  private static String hidden(String url) {
    String withoutUser = USER_INFO.matcher(url).replaceFirst("hidden@");
    return QUERY.matcher(withoutUser).replaceFirst("hidden");
  }
}
