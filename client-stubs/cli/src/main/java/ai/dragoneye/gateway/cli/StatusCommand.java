package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.v1.Task;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dragoneye status}. */
@Command(name = "status", description = "Shows how a task is doing; exits with 0 whatever it does.")
final class StatusCommand implements Callable<Integer> {
  private final Environment environment;
  @Mixin private TaskArgument task = new TaskArgument();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  StatusCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    try (Dragoneye dragoneye = connection.connect(environment)) {
      Task found = connection.status(dragoneye, task.id());
      new TaskLines(new Output(environment), output.asJson()).show(found);
      return ExitCode.OK.code();
    }
  }
}
