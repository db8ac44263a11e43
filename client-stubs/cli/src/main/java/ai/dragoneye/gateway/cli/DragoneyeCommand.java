package ai.dragoneye.gateway.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The {@code dragoneye} command line; see {@link ExitCode} for how it ends. */
@Command(
    name = "dragoneye",
    description = {
      "Predicts images and videos through a Dragoneye gateway.",
      "Results go to standard output, everything else to standard error."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    versionProvider = DragoneyeCommand.Version.class)
public final class DragoneyeCommand {
  private static final Map<String, String> VARIABLES =
      Map.of("--address", "DRAGONEYE_GATEWAY", "--model", "DRAGONEYE_MODEL");

  private DragoneyeCommand() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    keepQuiet();
    Interruption interruption = Interruption.ofThisThread();
    int code = run(Environment.ofProcess(), arguments);
    interruption.over();
    System.exit(code);
  }

  /** What the libraries log is about failures that the command reports itself. */
  private static void keepQuiet() {
    if (System.getProperty("java.util.logging.config.file") == null) {
      LogManager.getLogManager().reset();
    }
  }

  /**
   * Runs one command on this thread; an interrupt cancels it.
   *
   * @return its exit code; see {@link ExitCode}
   */
  public static int run(Environment environment, String... arguments) {
    return commandLine(environment).execute(arguments);
  }

  private static CommandLine commandLine(Environment environment) {
    CommandLine line =
        new CommandLine(new DragoneyeCommand())
            .addSubcommand(new PredictImageCommand(environment))
            .addSubcommand(new PredictVideoCommand(environment))
            .addSubcommand(new PredictImagesCommand(environment))
            .addSubcommand(new SubmitCommand(environment))
            .addSubcommand(new StatusCommand(environment))
            .addSubcommand(new WatchCommand(environment))
            .addSubcommand(new ResultsCommand(environment))
            .addSubcommand(new FramesCommand(environment))
            .addSubcommand(new DownloadCommand(environment))
            .addSubcommand(new CompletionCommand(environment));
    for (CommandLine command : line.getSubcommands().values()) {
      command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    }
    line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    line.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
    return line.setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8))
        .setErr(environment.err())
        .setDefaultValueProvider(new Variables(environment))
        .setParameterExceptionHandler(new UsageReport())
        .setExecutionExceptionHandler(new FailureReport());
  }

  /** Options that a variable of the environment sets where the command line does not. */
  private record Variables(Environment environment) implements IDefaultValueProvider {
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
      String variable =
          argument instanceof OptionSpec option ? VARIABLES.get(option.longestName()) : null;
      return variable == null ? null : environment.variable(variable);
    }
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = DragoneyeCommand.class.getPackage().getImplementationVersion();
      return new String[] {"dragoneye " + (version == null ? "unpackaged" : version)};
    }
  }
}
