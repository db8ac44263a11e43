package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.PredictOptions;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to predict with; for every command that sends media. */
final class PredictionOptions {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      required = true,
      description =
          "The model to run, for example recognize_anything/my_model (default: $DRAGONEYE_MODEL).")
  private String model = "";

  @Option(
      names = "--mime-type",
      paramLabel = "TYPE",
      description = "What the media is, for example image/jpeg (default: by the extension).")
  private @Nullable String mimeType;

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "A further form field for the service; may be repeated.")
  private Map<String, String> parameters = Map.of();

  @Option(
      names = "--completion-timeout",
      paramLabel = "TIME",
      converter = Spans.Limit.class,
      description = {
        "How long the service may work once it accepted the prediction, for example 5m",
        "(default: the gateway's)."
      })
  private @Nullable Duration completionTimeout;

  String model() {
    return model;
  }

  MediaArgument media(String text) {
    return new MediaArgument(text, mimeType);
  }

  /** Options for the client, to which callbacks may be added. */
  PredictOptions.Builder begin(ConnectionOptions connection) {
    PredictOptions.Builder options = PredictOptions.builder();
    parameters.forEach(options::parameter);
    if (completionTimeout != null) {
      options.completionTimeout(completionTimeout);
    }
    connection.deadline().ifPresent(options::deadline);
    return options;
  }
}
