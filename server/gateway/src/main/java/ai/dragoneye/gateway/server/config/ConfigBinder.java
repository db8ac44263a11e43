package ai.dragoneye.gateway.server.config;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the tree of keys to records; what fails names the key, the place it stands in, and what is
 * wanted.
 */
final class ConfigBinder {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(ValueDeserializers.module())
          .build();

  private ConfigBinder() {}

  static ConfigDocument bind(ConfigTree tree) {
    try {
      return MAPPER.treeToValue(tree.root(), ConfigDocument.class);
    } catch (UnrecognizedPropertyException e) {
      String path = path(e);
      List<String> known = e.getKnownPropertyIds().stream().map(Object::toString).toList();
      throw new ConfigException(
          tree.place(path)
              + "unknown key "
              + path
              + "; "
              + Suggestion.among(known, e.getPropertyName()));
    } catch (JacksonException e) {
      throw invalid(tree, path(e), cause(e));
    }
  }

  /** What {@code settings} gives, its complaint naming {@code path}. */
  static <T> T checked(ConfigTree tree, String path, Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw invalid(tree, path, e);
    }
  }

  private static Throwable cause(JacksonException e) {
    return e.getCause() instanceof IllegalArgumentException cause ? cause : e;
  }

  private static ConfigException invalid(ConfigTree tree, String path, Throwable cause) {
    return switch (cause) {
      case InvalidSettingException setting -> {
        String key = path.isEmpty() ? setting.key() : path + "." + setting.key();
        yield new ConfigException(tree.place(key) + key + " " + setting.demand());
      }
      case IllegalArgumentException illegal ->
          new ConfigException(tree.place(path) + path + ": " + illegal.getMessage());
      case JacksonException jackson ->
          new ConfigException(
              tree.place(path)
                  + path
                  + " "
                  + (jackson.getOriginalMessage().startsWith("must ")
                      ? jackson.getOriginalMessage()
                      : "must be a section of keys"));
      default -> new ConfigException(tree.place(path) + path + " cannot be used");
    };
  }

  private static String path(JacksonException e) {
    return e.getPath().stream().map(ConfigBinder::step).collect(Collectors.joining("."));
  }

  private static String step(JacksonException.Reference reference) {
    String key = reference.getPropertyName();
    return key == null ? Integer.toString(reference.getIndex()) : key;
  }
}
