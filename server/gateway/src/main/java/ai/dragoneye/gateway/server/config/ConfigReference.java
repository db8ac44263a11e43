package ai.dragoneye.gateway.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference of all keys as Markdown, made of the records and of what the defaults say. */
public final class ConfigReference {
  private static final String HEAD =
      """
      | key | type | default | environment | meaning |
      |---|---|---|---|---|
      """;
  private static final String NONE = "–";

  private final List<ConfigKey> keys = KnownKeys.all();
  private final DefaultsFile defaults =
      DefaultsFile.read(ConfigLoader.defaults(), keys.stream().map(ConfigKey::dotted).toList());

  private ConfigReference() {}

  /** The whole page. Fails where a key lacks its comment. */
  public static String markdown() {
    return new ConfigReference().page();
  }

  private String page() {
    StringBuilder page = new StringBuilder("# Configuration\n");
    defaults.introduction().forEach(text -> page.append('\n').append(text).append('\n'));
    bySection().forEach((section, ofSection) -> section(page, section, ofSection));
    return page.toString();
  }

  private Map<String, List<ConfigKey>> bySection() {
    return keys.stream()
        .collect(
            Collectors.groupingBy(
                key -> key.path().getFirst(), LinkedHashMap::new, Collectors.toList()));
  }

  private void section(StringBuilder page, String section, List<ConfigKey> ofSection) {
    page.append("\n## ").append(section).append('\n');
    for (String path : sections(ofSection)) {
      DefaultsFile.Note note = defaults.note(path);
      if (note != null && !note.meaning().isEmpty()) {
        String name = path.equals(section) ? "" : "`" + path + "`: ";
        page.append('\n').append(name).append(note.meaning()).append('\n');
      }
    }
    page.append('\n').append(HEAD);
    ofSection.forEach(key -> page.append(row(key)));
  }

  /** The sections that the keys stand in, without the brackets of lists. */
  private static Iterable<String> sections(List<ConfigKey> keys) {
    TreeSet<String> paths = new TreeSet<>();
    for (ConfigKey key : keys) {
      for (int depth = 1; depth < key.path().size(); depth++) {
        paths.add(String.join(".", key.path().subList(0, depth)).replace(ConfigKey.ENTRY, ""));
      }
    }
    return paths;
  }

  private String row(ConfigKey key) {
    DefaultsFile.Note note = defaults.note(key.dotted());
    if (note == null || note.meaning().isEmpty()) {
      throw new IllegalStateException("defaults.yaml says nothing about " + key.dotted());
    }
    return "| `%s` | %s | %s | %s | %s |%n"
        .formatted(
            key.dotted(),
            ValueKind.of(key).words(),
            code(note.value()),
            code(key.variable()),
            meaning(note))
        .replace("\r", "");
  }

  private static String meaning(DefaultsFile.Note note) {
    String meaning = note.meaning().replace("|", "\\|");
    return note.example() == null ? meaning : meaning + " Example: `" + note.example() + "`";
  }

  private static String code(@Nullable String text) {
    return text == null ? NONE : "`" + text.replace("|", "\\|") + "`";
  }
}
