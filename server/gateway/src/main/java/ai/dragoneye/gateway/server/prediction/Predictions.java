package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.media.IncomingMedia;
import ai.dragoneye.gateway.server.results.ResultSink;
import ai.dragoneye.gateway.server.results.Results;
import ai.dragoneye.gateway.server.task.TaskMessages;
import ai.dragoneye.gateway.server.task.TaskPoller;
import ai.dragoneye.gateway.upstream.ApiKey;
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
      TimeLimits limits) {
    this.steps = new Prediction.Steps(client, intake, poller, results, limits.confirmation());
    this.limits = limits;
  }

  /**
   * Predicts the image that arrives in {@code media}, which stays the caller's to close.
   *
   * @param method PREDICT_IMAGE or PREDICT_IMAGES
   */
  public ImagePrediction predictImage(
      ApiKey key, MediaMethod method, IncomingMedia media, PredictionObserver observer)
      throws InterruptedException {
    PredictionRequest request = ConfigCheck.check(media.awaitConfig(), method, limits);
    Prediction prediction = new Prediction(steps, key, request, observer);
    BegunTask task = prediction.submit(media);
    prediction.await(task);
    return prediction.imageResults(task);
  }

  /**
   * Predicts the video that arrives in {@code media}, which stays the caller's to close, and gives
   * its result to {@code sink}.
   */
  public void predictVideo(
      ApiKey key, IncomingMedia media, PredictionObserver observer, ResultSink sink)
      throws InterruptedException {
    PredictionConfig config = media.awaitConfig();
    PredictionRequest request = ConfigCheck.check(config, MediaMethod.PREDICT_VIDEO, limits);
    Prediction prediction = new Prediction(steps, key, request, observer);
    BegunTask task = prediction.submit(media);
    prediction.await(task);
    prediction.videoResults(task, config.getFilter(), sink);
  }

  /** Starts the prediction of what arrives in {@code media}, which stays the caller's to close. */
  public Task submit(ApiKey key, IncomingMedia media, PredictionObserver observer)
      throws InterruptedException {
    PredictionRequest request =
        ConfigCheck.check(media.awaitConfig(), MediaMethod.SUBMIT_PREDICTION, limits);
    BegunTask task = new Prediction(steps, key, request, observer).submit(media);
    return TaskMessages.justAccepted(task.taskUuid(), request.family());
  }
}
