package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.FailureContext;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.server.telemetry.PhaseTrack;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Where a call, or one image of a batch, stands: what its failure and its log tell. Thread-safe.
 */
final class Standing {
  private volatile CallPhase phase = CallPhase.REQUEST;
  private volatile @Nullable TaskName task;
  private final PhaseTrack track;
  private final PredictSentListener onPredictSent;
  private volatile @Nullable PredictSent predictSent;

  /** Hears what is known about whether the service was asked to predict. */
  @FunctionalInterface
  interface PredictSentListener {
    void moved(@Nullable PredictSent before, PredictSent now);
  }

  /**
   * @param track hears of phases and task, and is ended by whoever made it
   */
  Standing(PhaseTrack track) {
    this(track, (before, now) -> {});
  }

  Standing(PhaseTrack track, PredictSentListener onPredictSent) {
    this.track = track;
    this.onPredictSent = onPredictSent;
  }

  void phase(CallPhase newPhase) {
    phase = newPhase;
    track.enter(newPhase);
  }

  void task(TaskName newTask) {
    task = newTask;
    track.task(newTask.uuid());
  }

  void predictSent(PredictSent newPredictSent) {
    PredictSent before = predictSent;
    predictSent = newPredictSent;
    onPredictSent.moved(before, newPredictSent);
  }

  /** As metrics and traces see it. */
  PhaseTrack track() {
    return track;
  }

  LoggingEventBuilder describe(LoggingEventBuilder line) {
    LoggingEventBuilder described = line.addKeyValue("phase", phase.wireName());
    TaskName known = task;
    return known == null ? described : described.addKeyValue("task_id", known.uuid());
  }

  FailureContext failureContext() {
    TaskName known = task;
    return new FailureContext(phase, known == null ? null : known.id(), predictSent);
  }
}
