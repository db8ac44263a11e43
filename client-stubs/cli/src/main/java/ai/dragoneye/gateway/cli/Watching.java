package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.PredictOptions;
import java.util.OptionalLong;

/** Lets somebody at a terminal watch a prediction. */
record Watching(Progress progress, OptionalLong size) {
  static Watching of(Progress progress, OptionalLong size) {
    return new Watching(progress, size);
  }

  /** The same options, reporting to the terminal. */
  PredictOptions.Builder options(PredictOptions.Builder options) {
    return options.onSent(bytes -> progress.sent(bytes, size)).onTask(this::accepted);
  }

  private void accepted(String taskId) {
    progress.note("task " + taskId + " accepted");
    progress.doing("predicting");
  }
}
