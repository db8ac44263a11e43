package ai.dragoneye.gateway.app;

import ai.dragoneye.gateway.app.demo.DemoCommand;
import ch.qos.logback.classic.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line of the gateway. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "gateway",
    description = "A gRPC gateway to the Dragoneye computer-vision API.",
    mixinStandardHelpOptions = true,
    versionProvider = App.Version.class,
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      SimulatorCommand.class,
      HealthCommand.class,
      ConfigCommand.class,
      BenchCommand.class
    })
public final class App {
  private App() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    // Commands that run on raise it; the others speak for themselves.
    Logging.configure(Logging.Format.TEXT, Level.WARN);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new App())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("gateway: " + OneLine.of(failure));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = App.class.getPackage().getImplementationVersion();
      return new String[] {"gateway " + (version == null ? "unpackaged" : version)};
    }
  }
}
