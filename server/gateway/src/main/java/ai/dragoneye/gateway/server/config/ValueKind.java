package ai.dragoneye.gateway.server.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** What kinds of values there are, as people are told. */
enum ValueKind {
  DURATION("duration (ms, s, m, h)"),
  SIZE("size (bytes, KiB, MiB, GiB)"),
  WHOLE_NUMBER("whole number"),
  NUMBER("number"),
  TRUTH("true or false"),
  FILE("path"),
  URL("URL"),
  ADDRESS("host:port"),
  NAMES("name or list of names"),
  LIST("list of words"),
  WORD("word"),
  TEXT("text");

  private final String words;

  ValueKind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  static ValueKind of(ConfigKey key) {
    Type type = key.type();
    if (type instanceof ParameterizedType) {
      return LIST;
    }
    if (type == long.class || type == int.class) {
      return key.path().getLast().endsWith("_bytes") ? SIZE : WHOLE_NUMBER;
    }
    return ofClass((Class<?>) type);
  }

  private static ValueKind ofClass(Class<?> type) {
    if (type.isEnum()) {
      return WORD;
    }
    return switch (type) {
      case Class<?> c when c == Duration.class -> DURATION;
      case Class<?> c when c == double.class -> NUMBER;
      case Class<?> c when c == boolean.class -> TRUTH;
      case Class<?> c when c == Path.class -> FILE;
      case Class<?> c when c == URI.class -> URL;
      case Class<?> c when c == ListenAddress.class -> ADDRESS;
      case Class<?> c when c == NamePatterns.class -> NAMES;
      default -> TEXT;
    };
  }
}
