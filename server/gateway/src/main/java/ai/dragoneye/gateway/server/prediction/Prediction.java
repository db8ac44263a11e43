package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.media.DeclaredMedia;
import ai.dragoneye.gateway.server.media.MediaInbox;
import ai.dragoneye.gateway.server.results.Results;
import ai.dragoneye.gateway.server.task.KeyedTask;
import ai.dragoneye.gateway.server.task.StatusSource;
import ai.dragoneye.gateway.server.task.TaskFamilies;
import ai.dragoneye.gateway.server.task.TaskPoller;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.BegunTask;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.MediaSpool;
import ai.dragoneye.gateway.upstream.PredictRequest;
import ai.dragoneye.gateway.upstream.SpooledMedia;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.v1.ImagePrediction;
import java.time.Duration;

/**
 * The life of one prediction, a step a method, for one virtual thread. Interrupting the thread
 * cancels the exchange in hand and ends the prediction with {@link InterruptedException}.
 */
final class Prediction {
  private final Steps steps;
  private final ApiKey key;
  private final PredictionRequest request;
  private final PredictionObserver observer;

  /** What predictions share. */
  record Steps(
      DragoneyeClient client,
      MediaSpool spool,
      TaskPoller poller,
      Results results,
      Duration confirmation) {}

  Prediction(Steps steps, ApiKey key, PredictionRequest request, PredictionObserver observer) {
    this.steps = steps;
    this.key = key;
    this.request = request;
    this.observer = observer;
  }

  /**
   * From the media to an accepted prediction: begin, upload, predict. Does not close {@code inbox}.
   */
  BegunTask submit(MediaInbox inbox) throws InterruptedException {
    inbox.awaitFirstChunk();
    Long sizeBytes = request.sizeBytes();
    if (sizeBytes != null) {
      return submit(new DeclaredMedia(sizeBytes, request.crc32c(), inbox));
    }
    try (SpooledMedia spooled = spool(inbox)) {
      return submit(spooled);
    }
  }

  private SpooledMedia spool(MediaInbox inbox) throws InterruptedException {
    observer.phase(CallPhase.SPOOL);
    return steps.spool.spool(inbox, request.crc32c());
  }

  private BegunTask submit(MediaContent media) throws InterruptedException {
    BegunTask task = begin();
    upload(task, media);
    predict(task);
    return task;
  }

  private BegunTask begin() throws InterruptedException {
    observer.phase(CallPhase.BEGIN);
    return steps.client.begin(key, request.begin());
  }

  private void upload(BegunTask task, MediaContent media) throws InterruptedException {
    observer.phase(CallPhase.UPLOAD);
    steps.client.upload(task.form(), media, observer);
  }

  private void predict(BegunTask task) throws InterruptedException {
    observer.phase(CallPhase.PREDICT);
    observer.predictSent(PredictSent.UNKNOWN);
    try {
      steps.client.predict(
          key, new PredictRequest(task.taskUuid(), request.model(), request.begin().parameters()));
    } catch (UpstreamException e) {
      observer.predictSent(predictSent(e.failure()));
      if (predictSent(e.failure()) != PredictSent.UNKNOWN) {
        throw e;
      }
      observer.taskKnown(task.taskUuid());
      confirm(task, e);
    }
    observer.predictSent(PredictSent.YES);
    observer.accepted(task.taskUuid());
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

  /** Waits until the task, which must turn out to be about {@code family}, succeeded. */
  void await(BegunTask task, MediaFamily family) throws InterruptedException {
    observer.phase(CallPhase.AWAIT);
    Duration limit = request.completionTimeout();
    TaskStatus status =
        steps.poller.awaitEnd(
            new KeyedTask(key, task.taskUuid()), request.model(), limit, observer::status);
    if (status.failed()) {
      throw new FailureException(new Failure.PredictionFailed(status.status()));
    }
    if (!status.succeeded()) {
      throw new FailureException(new Failure.PredictionTimeout(limit, status.status()));
    }
    TaskFamilies.require(family, status);
  }

  /** Reads the result of a task that succeeded as that of an image. */
  ImagePrediction imageResults(BegunTask task) throws InterruptedException {
    observer.phase(CallPhase.RESULTS);
    return steps.results.imageOfSucceeded(key, task.taskUuid());
  }

  private StatusSource statusOf(String taskUuid) {
    return limit -> steps.client.status(key, taskUuid, limit);
  }
}
