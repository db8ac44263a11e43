package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.media.MediaInbox;
import ai.dragoneye.gateway.server.results.Results;
import ai.dragoneye.gateway.server.task.TaskPoller;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.BegunTask;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.MediaSpool;
import ai.dragoneye.gateway.v1.ImagePrediction;

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
      MediaSpool spool,
      TaskPoller poller,
      Results results,
      TimeLimits limits) {
    this.steps = new Prediction.Steps(client, spool, poller, results, limits.confirmation());
    this.limits = limits;
  }

  /** Predicts the image that arrives in {@code inbox}, which stays the caller's to close. */
  public ImagePrediction predictImage(ApiKey key, MediaInbox inbox, PredictionObserver observer)
      throws InterruptedException {
    PredictionRequest request = ConfigCheck.check(inbox.awaitConfig(), MediaFamily.IMAGE, limits);
    Prediction prediction = new Prediction(steps, key, request, observer);
    BegunTask task = prediction.submit(inbox);
    prediction.await(task, MediaFamily.IMAGE);
    return prediction.imageResults(task);
  }
}
