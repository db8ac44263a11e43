package ai.dragoneye.gateway.app;

import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.SimulatorOptionsBuilder;
import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the simulator of the Dragoneye API until the process is ended. */
@Command(
    name = "simulator",
    description = {
      "Runs a Dragoneye-compatible HTTP server whose predictions depend on nothing but media and model.",
      "The control port takes faults to script (POST and DELETE /faults) and tells what was seen (GET /requests)."
    },
    mixinStandardHelpOptions = true)
final class SimulatorCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port of the API and its object store (default: any free one).")
  private int port;

  @Option(
      names = "--control-port",
      defaultValue = "0",
      description = "Port of fault scripting (default: any free one).")
  private int controlPort;

  @Option(
      names = "--inference-millis",
      paramLabel = "MILLIS",
      defaultValue = "300",
      description = "How long a prediction takes (default: ${DEFAULT-VALUE}).")
  private long inferenceMillis;

  @Option(
      names = "--upload-bytes-per-second",
      paramLabel = "BYTES",
      description = "How fast the object store reads (default: as fast as it can).")
  private @Nullable Long uploadBytesPerSecond;

  @Option(
      names = "--parameter",
      paramLabel = "NAME",
      description = "A further form field that begin and predict accept; may be repeated.")
  private List<String> parameters = List.of();

  @Option(
      names = "--accept-unreadable-media",
      description = "Predict on media whose size cannot be read instead of failing the task.")
  private boolean acceptUnreadableMedia;

  @Override
  public Integer call() throws InterruptedException {
    Logging.configure(Logging.Format.TEXT, Level.INFO);
    try (Simulator simulator = Simulator.start(options())) {
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      out.println("api      " + simulator.baseUrl());
      out.println("control  " + simulator.controlUrl());
      out.flush();
      Termination.awaitThen(simulator::close);
    }
    return 0;
  }

  private SimulatorOptions options() {
    SimulatorOptionsBuilder options =
        SimulatorOptions.builder()
            .host(host)
            .port(port)
            .controlPort(controlPort)
            .inferenceTime(Duration.ofMillis(inferenceMillis))
            .parameterNames(parameters.toArray(String[]::new));
    if (uploadBytesPerSecond != null) {
      options.uploadBytesPerSecond(uploadBytesPerSecond);
    }
    if (acceptUnreadableMedia) {
      options.acceptUnreadableMedia();
    }
    return options.build();
  }
}
