package ai.dragoneye.gateway.server.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The keys of the configuration, read off the records it is bound to. */
final class KnownKeys {
  /** What names of environment variables that set a key begin with. */
  static final String ENVIRONMENT_PREFIX = "DRAGONEYE_GATEWAY_";

  private KnownKeys() {}

  /**
   * The path of each key that holds a single value, and not a list, by the name of the environment
   * variable that overrides it.
   */
  static Map<String, List<String>> byVariable() {
    Map<String, List<String>> paths = new TreeMap<>();
    collect(ConfigDocument.class, List.of(), paths);
    return paths;
  }

  private static void collect(
      Class<?> record, List<String> parent, Map<String, List<String>> paths) {
    for (RecordComponent component : record.getRecordComponents()) {
      List<String> path = new ArrayList<>(parent);
      path.add(key(component.getName()));
      if (component.getType().isRecord() && component.getType() != ListenAddress.class) {
        collect(component.getType(), path, paths);
      } else if (component.getType() != List.class) {
        paths.put(variable(path), List.copyOf(path));
      }
    }
  }

  private static String variable(List<String> path) {
    return ENVIRONMENT_PREFIX + String.join("_", path).toUpperCase(Locale.ROOT);
  }

  /** {@code maxIdle} as {@code max_idle}. */
  private static String key(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
