package ai.dragoneye.gateway.app;

import ai.dragoneye.gateway.server.config.ConfigLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at configurations without starting anything. */
@Command(
    name = "config",
    description = "Checks or prints the configuration; starts nothing.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ConfigCheckCommand.class)
final class ConfigCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec known = Objects.requireNonNull(spec);
    throw new ParameterException(
        known.commandLine(), "Missing required subcommand: check or print");
  }

  private static PrintWriter out(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  @Command(
      name = "print",
      description = {
        "Prints all settings as YAML: the defaults, over them the file, over that the environment. Secrets are hidden."
      },
      mixinStandardHelpOptions = true)
  int print(
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "YAML file with what differs from the defaults.")
          @Nullable Path config) {
    out(spec).print(ConfigLoader.effective(config, System.getenv()));
    out(spec).flush();
    return 0;
  }
}
