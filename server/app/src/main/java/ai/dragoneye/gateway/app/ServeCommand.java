package ai.dragoneye.gateway.app;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the gateway until the process is ended. */
@Command(
    name = "serve",
    description = {
      "Runs the gateway until it is asked to end (SIGTERM); calls at work may then finish.",
      "The Dragoneye API key stands in DRAGONEYE_API_KEY or in the file that upstream.api_key_file names."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final String EMBEDDED = "embedded";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with what differs from the defaults.")
  private @Nullable Path config;

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description = "Base URL of the Dragoneye API, or 'embedded' for a simulator in this process.")
  private @Nullable String upstream;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen; wins over file and environment (default: 127.0.0.1:8080).")
  private @Nullable String listen;

  @Option(
      names = "--log-format",
      defaultValue = "TEXT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Logging.Format logFormat = Logging.Format.TEXT;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.configure(logFormat, Level.INFO);
    LocalService service = start(settings());
    Termination.awaitThen(service::close);
    return 0;
  }

  private LocalService start(Map<String, String> settings) throws IOException {
    return EMBEDDED.equals(upstream)
        ? LocalService.startEmbedded(config, settings)
        : LocalService.startAgainstUpstream(config, settings);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(System.getenv());
    if (listen != null) {
      settings.put("DRAGONEYE_GATEWAY_LISTEN", listen);
    }
    if (upstream != null && !EMBEDDED.equals(upstream)) {
      settings.put("DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL", upstream);
    }
    return settings;
  }
}
