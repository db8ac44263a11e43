package ai.dragoneye.gateway.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * How values are read from their text; what fails says what is wanted and never repeats the value.
 */
final class ValueDeserializers {
  private static final String SIZE_SUFFIX = "_bytes";

  private ValueDeserializers() {}

  static SimpleModule module() {
    SimpleModule module = new SimpleModule();
    add(module, Duration.class, Quantities::duration);
    add(module, ListenAddress.class, ListenAddress::parse);
    add(module, Path.class, ValueDeserializers::path);
    add(module, URI.class, ValueDeserializers::uri);
    add(module, CallerPolicy.UpstreamKey.class, CallerPolicy.UpstreamKey::parse);
    module.addDeserializer(NamePatterns.class, new Patterns());
    add(module, boolean.class, ValueDeserializers::truth);
    add(module, double.class, ValueDeserializers::fraction);
    module.addDeserializer(long.class, new WholeNumber<>(long.class, number -> number));
    module.addDeserializer(Long.class, new WholeNumber<>(Long.class, number -> number));
    module.addDeserializer(
        Integer.class, new WholeNumber<>(Integer.class, ValueDeserializers::toInt));
    module.addDeserializer(int.class, new WholeNumber<>(int.class, ValueDeserializers::toInt));
    return module;
  }

  private static <T> void add(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addDeserializer(type, new Text<>(type, parse));
  }

  private static Path path(String text) {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("must be the path of a file or directory");
    }
    return Path.of(text);
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("must be a URL, for example https://host:port");
    }
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static double fraction(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw new IllegalArgumentException("must be a number such as 0.25");
    }
    return Double.parseDouble(text);
  }

  private static int toInt(long number) {
    if (number != (int) number) {
      throw new IllegalArgumentException("must be less than 2147483648");
    }
    return (int) number;
  }

  private abstract static class Scalar<T> extends StdDeserializer<T> {
    Scalar(Class<T> type) {
      super(type);
    }

    abstract T parse(String key, String text);

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.currentToken().isScalarValue()) {
        throw DatabindException.from(parser, "must be a single value");
      }
      try {
        String key = parser.currentName();
        return parse(key == null ? "" : key, parser.getString().strip());
      } catch (IllegalArgumentException e) {
        throw DatabindException.from(parser, e.getMessage());
      }
    }
  }

  private static final class Text<T> extends Scalar<T> {
    private final Function<String, T> parse;

    Text(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    T parse(String key, String text) {
      return parse.apply(text);
    }
  }

  private static final class WholeNumber<T> extends Scalar<T> {
    private final Function<Long, T> convert;

    WholeNumber(Class<T> type, Function<Long, T> convert) {
      super(type);
      this.convert = convert;
    }

    @Override
    T parse(String key, String text) {
      return convert.apply(
          key.endsWith(SIZE_SUFFIX) ? Quantities.bytes(text) : Quantities.number(text));
    }
  }

  /** One pattern or a list of them. */
  private static final class Patterns extends StdDeserializer<NamePatterns> {
    Patterns() {
      super(NamePatterns.class);
    }

    @Override
    public NamePatterns deserialize(JsonParser parser, DeserializationContext context) {
      List<String> patterns = new ArrayList<>();
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken().isScalarValue()) {
          patterns.add(parser.getString());
        }
      } else if (parser.currentToken().isScalarValue()) {
        patterns.add(parser.getString());
      }
      if (parser.currentToken().isStructStart()) {
        throw DatabindException.from(parser, "must be a name or a list of names");
      }
      try {
        return new NamePatterns(patterns);
      } catch (IllegalArgumentException e) {
        throw DatabindException.from(parser, e.getMessage());
      }
    }
  }
}
