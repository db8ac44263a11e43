package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.ColumnTable;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.Task;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Shows tasks: one, or one state of it after the other. */
final class TaskLines {
  private static final List<String> HEADINGS = List.of("task", "type", "state", "status");

  private final Output out;
  private final boolean json;
  private boolean begun;

  TaskLines(Output out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void show(Task task) throws IOException {
    if (json) {
      out.line(JsonLine.of(GetTaskResponse.newBuilder().setTask(task)));
      return;
    }
    List<String> row =
        List.of(
            task.getTaskId(),
            word(task.getPredictionType().name()),
            state(task),
            task.getStatus().isEmpty() ? "-" : task.getStatus());
    // All rows are about one task, so that all are as wide as the first.
    List<String> lines = ColumnTable.lines(HEADINGS, List.of(padded(row)));
    for (String line : begun ? lines.subList(1, lines.size()) : lines) {
      out.line(line);
    }
    begun = true;
  }

  private static List<String> padded(List<String> row) {
    return List.of(row.get(0), row.get(1), String.format("%-11s", row.get(2)), row.get(3));
  }

  private static String state(Task task) {
    return word(task.getState().name()).replace('_', ' ');
  }

  /** {@code TASK_STATE_IN_PROGRESS} becomes {@code in_progress}. */
  private static String word(String name) {
    return name.replaceFirst("^(PREDICTION_TYPE|TASK_STATE)_", "").toLowerCase(Locale.ROOT);
  }
}
