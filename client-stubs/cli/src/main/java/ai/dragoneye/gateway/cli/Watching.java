package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictionProgress;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Lets somebody at a terminal watch a prediction.
 *
 * @param size bytes of media in all, where that is known beforehand
 */
record Watching(Progress progress, OptionalLong size) {
  /** The same options, telling what this side knows. */
  PredictOptions.Builder image(PredictOptions.Builder options) {
    return options.onSent(bytes -> progress.sent(bytes, size)).onTask(this::accepted);
  }

  /** The same options, telling what the gateway tells, which is more exact. */
  PredictOptions.Builder video(PredictOptions.Builder options) {
    return options.onProgress(this::progressed).onTask(this::accepted);
  }

  private void progressed(PredictionProgress event) {
    if (event.getPhase() == Phase.PHASE_SPOOL || event.getPhase() == Phase.PHASE_UPLOAD) {
      OptionalLong total =
          event.hasTotalBytes() ? OptionalLong.of(event.getTotalBytes()) : OptionalLong.empty();
      progress.sent(event.getTransferredBytes(), total);
      return;
    }
    String phase = event.getPhase().name().replaceFirst("^PHASE_", "").toLowerCase(Locale.ROOT);
    progress.doing(phase + (event.getStatus().isEmpty() ? "" : ": " + event.getStatus()));
  }

  private void accepted(String taskId) {
    progress.note("task " + taskId + " accepted");
    progress.doing("predicting");
  }
}
