package ai.dragoneye.gateway.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dragoneye completion}. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes this command in a shell.",
      "bash: source <(dragoneye completion bash)",
      "zsh:  source <(dragoneye completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private @Nullable CommandSpec spec;

  CompletionCommand(Environment environment) {
    this.environment = environment;
  }

  /** One script does for all: it tells zsh to be like bash. */
  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  void shell(Shell asked) {}

  /** A shell. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec root = Objects.requireNonNull(spec).root();
    new Output(environment)
        .line(AutoComplete.bash(root.name(), root.commandLine()).stripTrailing());
    return ExitCode.OK.code();
  }
}
