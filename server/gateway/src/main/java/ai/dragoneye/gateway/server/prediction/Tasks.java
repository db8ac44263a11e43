package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.Task;
import java.time.Duration;

/**
 * Reads tasks that were predicted before, here or elsewhere. Thread-safe; methods block and are
 * meant for virtual threads. Failures are as in {@link Predictions}.
 */
public final class Tasks {
  private static final Duration NOT_READY_RETRY = Duration.ofSeconds(1);

  private final DragoneyeClient client;
  private final Duration statusLimit;

  /**
   * @param statusLimit how long one look at a status may take, retries included
   */
  public Tasks(DragoneyeClient client, Duration statusLimit) {
    this.client = client;
    this.statusLimit = statusLimit;
  }

  /** How the task is doing. */
  public Task task(ApiKey key, String taskUuid) throws InterruptedException {
    return TaskMessages.of(taskUuid, client.status(key, taskUuid, statusLimit));
  }

  /**
   * The result of a task about an image.
   *
   * <p>The status is read first: it tells what the results would not, and spares the download of a
   * video.
   */
  public ImagePrediction imageResults(ApiKey key, String taskUuid) throws InterruptedException {
    requireSucceeded(client.status(key, taskUuid, statusLimit));
    try (ResultArchive archive = client.results(key, taskUuid)) {
      return ImageResults.read(archive, taskUuid);
    }
  }

  private static void requireSucceeded(TaskStatus status) {
    TaskFamilies.require(MediaFamily.IMAGE, status);
    if (status.failed()) {
      throw new FailureException(new Failure.PredictionFailed(status.status()));
    }
    if (!status.succeeded()) {
      throw new FailureException(new Failure.ResultsNotReady(status.status(), NOT_READY_RETRY));
    }
  }
}
