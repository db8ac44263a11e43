package ai.dragoneye.gateway.server.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys of the configuration, read off the records it is bound to. */
final class KnownKeys {
  private static final Set<Class<?>> VALUES = Set.of(ListenAddress.class, NamePatterns.class);

  private KnownKeys() {}

  /** All of them, in the order of the records. */
  static List<ConfigKey> all() {
    List<ConfigKey> keys = new ArrayList<>();
    collect(ConfigDocument.class, List.of(), keys);
    return keys;
  }

  /**
   * The path of each key that holds a single value, and not a list, by the name of the environment
   * variable that overrides it.
   */
  static Map<String, List<String>> byVariable() {
    Map<String, List<String>> paths = new TreeMap<>();
    for (ConfigKey key : all()) {
      String variable = key.variable();
      if (variable != null) {
        paths.put(variable, key.path());
      }
    }
    return paths;
  }

  private static void collect(Class<?> record, List<String> parent, List<ConfigKey> keys) {
    for (RecordComponent component : record.getRecordComponents()) {
      String name = key(component.getName());
      Class<?> entry = entry(component.getGenericType());
      if (entry != null && isSection(entry)) {
        collect(entry, with(parent, name + ConfigKey.ENTRY), keys);
      } else if (isSection(component.getType())) {
        collect(component.getType(), with(parent, name), keys);
      } else {
        keys.add(new ConfigKey(with(parent, name), component.getGenericType()));
      }
    }
  }

  private static @Nullable Class<?> entry(Type type) {
    return type instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> entry
        ? entry
        : null;
  }

  private static boolean isSection(Class<?> type) {
    return type.isRecord() && !VALUES.contains(type);
  }

  private static List<String> with(List<String> parent, String name) {
    List<String> path = new ArrayList<>(parent);
    path.add(name);
    return path;
  }

  /** {@code maxIdle} as {@code max_idle}. */
  private static String key(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
