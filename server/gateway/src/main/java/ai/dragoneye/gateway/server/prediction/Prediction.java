package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.media.IncomingMedia;
import ai.dragoneye.gateway.server.results.ResultQuery;
import ai.dragoneye.gateway.server.results.ResultSink;
import ai.dragoneye.gateway.server.results.Results;
import ai.dragoneye.gateway.server.security.Caller;
import ai.dragoneye.gateway.server.task.KeyedTask;
import ai.dragoneye.gateway.server.task.StatusSource;
import ai.dragoneye.gateway.server.task.TaskFamilies;
import ai.dragoneye.gateway.server.task.TaskMessages;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.server.task.TaskNames;
import ai.dragoneye.gateway.server.task.TaskPoller;
import ai.dragoneye.gateway.upstream.BegunTask;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.PredictRequest;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.Task;
import java.time.Duration;

/**
 * The life of one prediction, a step a method, for one virtual thread. Interrupting the thread
 * cancels the exchange in hand and ends the prediction with {@link InterruptedException}.
 */
final class Prediction {
  private final Steps steps;
  private final Caller caller;
  private final PredictionRequest request;
  private final PredictionObserver observer;

  /** What predictions share. */
  record Steps(
      DragoneyeClient client,
      MediaIntake intake,
      TaskPoller poller,
      Results results,
      TaskNames names,
      Duration confirmation) {}

  Prediction(Steps steps, Caller caller, PredictionRequest request, PredictionObserver observer) {
    this.steps = steps;
    this.caller = caller;
    this.request = request;
    this.observer = observer;
  }

  /** The task as it is the moment it was accepted. */
  Task accepted(BegunTask task) {
    return TaskMessages.justAccepted(name(task), request.family());
  }

  private TaskName name(BegunTask task) {
    return steps.names.of(task.taskUuid(), request.family(), caller);
  }

  /**
   * From the media, which stays the caller's, to an accepted prediction: begin, upload, predict.
   */
  BegunTask submit(IncomingMedia media) throws InterruptedException {
    media.awaitFirstChunk();
    BegunTask task;
    try (TakenMedia taken = steps.intake.take(media, request.declared(), observer)) {
      task = store(taken);
    }
    predict(task);
    return task;
  }

  /** Begins and uploads; once again where the form was refused and a fresh one may not be. */
  private BegunTask store(TakenMedia media) throws InterruptedException {
    BegunTask task = begin();
    try {
      upload(task, media);
      return task;
    } catch (UpstreamException e) {
      if (!media.repeatable() || !freshFormMayHelp(e.failure())) {
        throw e;
      }
    }
    BegunTask fresh = begin();
    upload(fresh, media);
    return fresh;
  }

  private static boolean freshFormMayHelp(UpstreamFailure failure) {
    return failure instanceof UpstreamFailure.UploadRejected rejected
        && rejected.freshFormMayHelp();
  }

  private BegunTask begin() throws InterruptedException {
    observer.phase(CallPhase.BEGIN);
    return steps.client.begin(caller.upstreamKey(), request.begin());
  }

  private void upload(BegunTask task, TakenMedia media) throws InterruptedException {
    observer.phase(CallPhase.UPLOAD);
    steps.client.upload(task.form(), media.awaitContent(), observer);
  }

  private void predict(BegunTask task) throws InterruptedException {
    observer.phase(CallPhase.PREDICT);
    observer.predicting(task.taskUuid());
    observer.predictSent(PredictSent.UNKNOWN);
    try {
      steps.client.predict(
          caller.upstreamKey(),
          new PredictRequest(task.taskUuid(), request.model(), request.begin().parameters()));
    } catch (UpstreamException e) {
      observer.predictSent(predictSent(e.failure()));
      if (predictSent(e.failure()) != PredictSent.UNKNOWN) {
        throw e;
      }
      observer.taskKnown(name(task));
      confirm(task, e);
    }
    observer.predictSent(PredictSent.YES);
    observer.accepted(name(task));
  }

  private static PredictSent predictSent(UpstreamFailure failure) {
    return switch (failure) {
      case UpstreamFailure.PredictUnavailable unavailable ->
          unavailable.maybeSent() ? PredictSent.UNKNOWN : PredictSent.NO;
      default -> PredictSent.NO;
    };
  }

  /** Nobody knows whether predict was heard: the task's own status may tell. */
  private void confirm(BegunTask task, UpstreamException doubt) throws InterruptedException {
    boolean moved;
    try {
      moved = steps.poller.awaitMovement(statusOf(task.taskUuid()), steps.confirmation);
    } catch (UpstreamException e) {
      doubt.addSuppressed(e);
      throw doubt;
    }
    if (!moved) {
      throw doubt;
    }
  }

  /** Waits until the task, which must turn out to be of the family predicted, succeeded. */
  void await(BegunTask task) throws InterruptedException {
    observer.phase(CallPhase.AWAIT);
    Duration limit = request.completionTimeout();
    TaskStatus status =
        steps.poller.awaitEnd(
            new KeyedTask(caller.upstreamKey(), task.taskUuid()),
            request.model(),
            limit,
            observer::status);
    if (status.failed()) {
      throw new FailureException(new Failure.PredictionFailed(status.status()));
    }
    if (!status.succeeded()) {
      throw new FailureException(new Failure.PredictionTimeout(limit, status.status()));
    }
    TaskFamilies.require(request.family(), status);
  }

  /** Reads the result of a task that succeeded as that of an image. */
  ImagePrediction imageResults(BegunTask task) throws InterruptedException {
    observer.phase(CallPhase.RESULTS);
    return steps.results.imageOfSucceeded(caller.upstreamKey(), name(task));
  }

  /** Streams the result of a task that succeeded as that of a video. */
  void videoResults(BegunTask task, ResultFilter filter, ResultSink sink)
      throws InterruptedException {
    observer.phase(CallPhase.RESULTS);
    ResultQuery query = ResultQuery.fromBeginning(name(task), filter);
    steps.results.streamVideoOfSucceeded(caller.upstreamKey(), query, sink);
  }

  private StatusSource statusOf(String taskUuid) {
    return limit -> steps.client.status(caller.upstreamKey(), taskUuid, limit);
  }
}
