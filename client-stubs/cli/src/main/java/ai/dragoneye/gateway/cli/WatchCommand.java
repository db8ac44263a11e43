package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.ResponseStream;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dragoneye watch}. */
@Command(
    name = "watch",
    description = "Shows each change of a task until it ends; exits with 5 if it failed.")
final class WatchCommand implements Callable<Integer> {
  private final Environment environment;
  @Mixin private TaskArgument task = new TaskArgument();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  WatchCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    TaskLines lines = new TaskLines(new Output(environment), output.asJson());
    Task last = Task.getDefaultInstance();
    try (Dragoneye dragoneye = connection.connect(environment);
        ResponseStream<Task> changes =
            dragoneye.tasks().watch(task.id(), connection.deadline().orElse(null))) {
      for (Task change : changes) {
        last = change;
        lines.show(change);
      }
    }
    boolean failed = last.getState() == TaskState.TASK_STATE_FAILED;
    return (failed ? ExitCode.PREDICTION : ExitCode.OK).code();
  }
}
