package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.ColumnTable;
import ai.dragoneye.gateway.v1.Task;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Shows tasks: one, or one state of it after the other. */
final class TaskLines {
  private final Output out;
  private final boolean json;
  private final ColumnTable table =
      new ColumnTable(List.of("task", "type", "state      ", "status"));

  TaskLines(Output out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void show(Task task) throws IOException {
    if (json) {
      out.line(JsonLine.of("task", task));
    } else {
      out.lines(table.lines(List.of(row(task))));
    }
  }

  private static List<String> row(Task task) {
    return List.of(
        task.getTaskId(),
        word(task.getPredictionType().name()),
        word(task.getState().name()).replace('_', ' '),
        task.getStatus());
  }

  /** {@code TASK_STATE_IN_PROGRESS} becomes {@code in_progress}. */
  private static String word(String name) {
    return name.replaceFirst("^(PREDICTION_TYPE|TASK_STATE)_", "").toLowerCase(Locale.ROOT);
  }
}
