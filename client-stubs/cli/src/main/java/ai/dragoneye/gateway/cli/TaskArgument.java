package ai.dragoneye.gateway.cli;

import picocli.CommandLine.Parameters;

/** The task that a command is about. */
final class TaskArgument {
  @Parameters(paramLabel = "TASK", description = "The task, as the gateway named it.")
  private String id = "";

  String id() {
    if (id.isBlank()) {
      throw new UsageException("TASK must name a task");
    }
    return id;
  }
}
