package ai.dragoneye.gateway.server.config;

import ai.dragoneye.gateway.upstream.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: defaults, over them one YAML file, over that the environment. */
public final class ConfigLoader {
  private static final String API_KEY = "DRAGONEYE_API_KEY";
  private static final String DEFAULTS = "defaults.yaml";
  // What Kubernetes puts into every container of a namespace with a service named
  // dragoneye-gateway…
  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_.+)?)");

  private ConfigLoader() {}

  /**
   * Reads the configuration.
   *
   * @param file the YAML file, or null for none
   * @param environment environment variables; whoever embeds the gateway may add its own, they win
   *     over the file
   * @throws ConfigException where anything in it cannot be used
   */
  public static GatewayConfig load(@Nullable Path file, Map<String, String> environment) {
    ConfigTree tree = tree(file, environment);
    ConfigDocument document = checked(tree);
    Path keyFile = environment.containsKey(API_KEY) ? null : document.upstream().apiKeyFile();
    ApiKey key = apiKey(keyFile, environment.get(API_KEY));
    if (key == null && GatewayConfig.usesOwnKey(document.callers())) {
      throw new ConfigException(
          "the Dragoneye API key is missing; set "
              + API_KEY
              + " or upstream.api_key_file, or give all callers another upstream_key");
    }
    return config(tree, document, key, keyFile);
  }

  /**
   * Reads the same, but for what is only there where the gateway runs: the API key is null, and no
   * other file is looked at.
   *
   * @throws ConfigException where anything in it cannot be used
   */
  public static GatewayConfig loadWithoutKey(@Nullable Path file, Map<String, String> environment) {
    ConfigTree tree = tree(file, environment);
    return config(tree, checked(tree), null, null);
  }

  private static GatewayConfig config(
      ConfigTree tree, ConfigDocument document, @Nullable ApiKey key, @Nullable Path keyFile) {
    return new GatewayConfig(
        key,
        keyFile,
        document.listen(),
        ConfigBinder.checked(tree, "upstream", document.upstream()::settings),
        document.prediction(),
        document.media(),
        document.results(),
        document.server(),
        document.admission(),
        document.tls(),
        document.authentication(),
        document.callers(),
        document.taskHandleKeysFile(),
        document.health(),
        document.admin(),
        document.telemetry(),
        EffectiveSettings.of(tree));
  }

  /**
   * All settings, from wherever they come, as YAML; secrets are hidden. Files that they name are
   * not looked at, and the API key is not asked for.
   *
   * @throws ConfigException where any of them cannot be used
   */
  public static String effective(@Nullable Path file, Map<String, String> environment) {
    ConfigTree tree = tree(file, environment);
    ConfigDocument _ = checked(tree);
    return EffectiveSettings.of(tree);
  }

  private static ConfigTree tree(@Nullable Path file, Map<String, String> environment) {
    ConfigTree tree = new ConfigTree(YamlSource.parse(DEFAULTS, defaults()).root());
    if (file != null) {
      YamlSource source = YamlSource.read(file);
      tree.overlay(source.root(), source.places());
    }
    overlay(tree, environment);
    return tree;
  }

  private static ConfigDocument checked(ConfigTree tree) {
    ConfigDocument document = ConfigBinder.bind(tree);
    Exposure.check(
        tree.place("listen"), document.listen(), document.tls(), document.authentication());
    ConfigBinder.checked(tree, "upstream", document.upstream()::settings);
    return document;
  }

  /** The commented file of all keys with their defaults. */
  public static String defaults() {
    try (InputStream stream = ConfigLoader.class.getResourceAsStream(DEFAULTS)) {
      if (stream == null) {
        throw new IllegalStateException(DEFAULTS + " is missing beside its class");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void overlay(ConfigTree tree, Map<String, String> environment) {
    Map<String, List<String>> known = KnownKeys.byVariable();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      List<String> path = known.get(name);
      if (path != null) {
        tree.set(path, variable.getValue(), name);
      } else if (name.startsWith(ConfigKey.ENVIRONMENT_PREFIX)
          && !SERVICE_LINK.matcher(name).matches()) {
        throw new ConfigException(
            name + ": unknown environment variable; " + Suggestion.among(known.keySet(), name));
      }
    }
  }

  private static @Nullable ApiKey apiKey(@Nullable Path file, @Nullable String inEnvironment) {
    String key = file == null ? inEnvironment : secret(file);
    try {
      return key == null ? null : new ApiKey(key);
    } catch (IllegalArgumentException e) {
      throw new ConfigException((file == null ? API_KEY : file) + ": " + e.getMessage());
    }
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigException(
          "upstream.api_key_file: "
              + file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "); check path and rights");
    }
  }
}
