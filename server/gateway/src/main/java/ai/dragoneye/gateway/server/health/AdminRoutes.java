package ai.dragoneye.gateway.server.health;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What the admin port answers. */
final class AdminRoutes implements HttpRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRoutes.class);
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
  // Others print headers, secrets included, where they tell much.
  private static final Pattern OWN_LOGGER = Pattern.compile("ai\\.dragoneye(\\.[A-Za-z0-9]+)*");
  private static final String HELP =
      """
      /config    the settings, without secrets
      /version   of gateway and Java
      /channelz  servers, connections and channels
      /threads   what all threads do, virtual ones included
      /heap      memory and garbage collection
      /loglevel  the levels of loggers; PUT /loglevel?logger=ai.dragoneye&level=DEBUG changes one""";

  private final JsonMapper json = JsonMapper.builder().build();
  private final String effectiveConfig;
  private final LogLevels levels;

  AdminRoutes(String effectiveConfig, LogLevels levels) {
    this.effectiveConfig = effectiveConfig;
    this.levels = levels;
  }

  @Override
  public HttpAnswer answer(HttpRequest request, String path) throws IOException {
    if (!isForLoopback(request)) {
      return HttpAnswer.text(403, "the Host header must name loopback");
    }
    if (path.equals("/loglevel") && request.method().equals(HttpMethod.PUT)) {
      return setLevel(new QueryStringDecoder(request.uri()).parameters());
    }
    if (!request.method().equals(HttpMethod.GET)) {
      return HttpAnswer.text(405, "only GET, and PUT of /loglevel");
    }
    return switch (path) {
      case "/" -> HttpAnswer.text(200, HELP);
      case "/config" -> yaml();
      case "/version" -> HttpAnswer.json(json.writeValueAsString(RuntimeFacts.version()));
      case "/channelz" -> HttpAnswer.json(Channelz.json());
      case "/threads" -> HttpAnswer.text(200, RuntimeFacts.threads());
      case "/heap" -> HttpAnswer.json(json.writeValueAsString(RuntimeFacts.memory()));
      case "/loglevel" -> HttpAnswer.json(json.writeValueAsString(new TreeMap<>(levels.current())));
      default -> HttpAnswer.text(404, HELP);
    };
  }

  private static boolean isForLoopback(HttpRequest request) {
    String host = request.headers().get(HttpHeaderNames.HOST);
    return host == null || LOOPBACK.matcher(host).matches();
  }

  private HttpAnswer yaml() {
    return HttpAnswer.of(200, "application/yaml", effectiveConfig.getBytes(StandardCharsets.UTF_8));
  }

  private HttpAnswer setLevel(Map<String, List<String>> parameters) {
    String logger = first(parameters, "logger");
    String level = first(parameters, "level");
    if (logger == null || !OWN_LOGGER.matcher(logger).matches()) {
      return HttpAnswer.text(400, "logger must be ai.dragoneye or one below it");
    }
    if (level == null || !LogLevels.LEVELS.contains(level.toUpperCase(Locale.ROOT))) {
      return HttpAnswer.text(400, "level must be one of " + LogLevels.LEVELS);
    }
    levels.set(logger, level.toUpperCase(Locale.ROOT));
    LOG.atInfo()
        .addKeyValue("logger", logger)
        .addKeyValue("level", level.toUpperCase(Locale.ROOT))
        .log("log level was changed");
    return HttpAnswer.text(200, logger + " " + level.toUpperCase(Locale.ROOT));
  }

  private static @Nullable String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.getFirst();
  }
}
