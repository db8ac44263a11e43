package ai.dragoneye.gateway.server.config;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key that holds a value.
 *
 * @param path the sections it stands in, and its name; a section that is a list ends with []
 * @param type what its value is bound to
 */
record ConfigKey(List<String> path, Type type) {
  /** What names of environment variables that set a key begin with. */
  static final String ENVIRONMENT_PREFIX = "DRAGONEYE_GATEWAY_";

  static final String ENTRY = "[]";

  ConfigKey {
    path = List.copyOf(path);
  }

  String dotted() {
    return String.join(".", path);
  }

  /** The environment variable that sets it, or null where it is, or stands in, a list. */
  @Nullable String variable() {
    if (ValueKind.of(this) == ValueKind.LIST || dotted().contains(ENTRY)) {
      return null;
    }
    return ENVIRONMENT_PREFIX + String.join("_", path).toUpperCase(Locale.ROOT);
  }
}
