package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.media.IncomingMedia;
import ai.dragoneye.gateway.server.results.ResultSink;
import ai.dragoneye.gateway.server.results.Results;
import ai.dragoneye.gateway.server.security.Caller;
import ai.dragoneye.gateway.server.task.TaskNames;
import ai.dragoneye.gateway.server.task.TaskPoller;
import ai.dragoneye.gateway.upstream.BegunTask;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.Task;

/**
 * Runs predictions. Thread-safe; methods block and are meant for virtual threads. Interrupting the
 * calling thread cancels the exchange in hand.
 *
 * <p>Failures are {@link ai.dragoneye.gateway.server.failure.FailureException}s and {@link
 * ai.dragoneye.gateway.upstream.UpstreamException}s.
 */
public final class Predictions {
  private final Prediction.Steps steps;
  private final TimeLimits limits;

  public Predictions(
      DragoneyeClient client,
      MediaIntake intake,
      TaskPoller poller,
      Results results,
      TaskNames names,
      TimeLimits limits) {
    this.steps =
        new Prediction.Steps(client, intake, poller, results, names, limits.confirmation());
    this.limits = limits;
  }

  /**
   * Predicts the image that arrives in {@code media}, which stays the caller's to close.
   *
   * @param method PREDICT_IMAGE or PREDICT_IMAGES
   */
  public ImagePrediction predictImage(
      Caller caller, MediaMethod method, IncomingMedia media, PredictionObserver observer)
      throws InterruptedException {
    Prediction prediction = prediction(caller, media.awaitConfig(), method, observer);
    BegunTask task = prediction.submit(media);
    prediction.await(task);
    return prediction.imageResults(task);
  }

  /**
   * Predicts the video that arrives in {@code media}, which stays the caller's to close, and gives
   * its result to {@code sink}.
   */
  public void predictVideo(
      Caller caller, IncomingMedia media, PredictionObserver observer, ResultSink sink)
      throws InterruptedException {
    PredictionConfig config = media.awaitConfig();
    Prediction prediction = prediction(caller, config, MediaMethod.PREDICT_VIDEO, observer);
    BegunTask task = prediction.submit(media);
    prediction.await(task);
    prediction.videoResults(task, config.getFilter(), sink);
  }

  /** Starts the prediction of what arrives in {@code media}, which stays the caller's to close. */
  public Task submit(Caller caller, IncomingMedia media, PredictionObserver observer)
      throws InterruptedException {
    Prediction prediction =
        prediction(caller, media.awaitConfig(), MediaMethod.SUBMIT_PREDICTION, observer);
    BegunTask task = prediction.submit(media);
    return prediction.accepted(task);
  }

  private Prediction prediction(
      Caller caller, PredictionConfig config, MediaMethod method, PredictionObserver observer) {
    PredictionRequest request = ConfigCheck.check(config, method, limits);
    caller.requireModel(request.model());
    return new Prediction(steps, caller, request, observer);
  }
}
