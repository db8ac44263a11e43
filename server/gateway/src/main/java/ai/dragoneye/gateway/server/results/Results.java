package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.Tasks;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.v1.ImagePrediction;

/**
 * Reads the results of tasks that were predicted before, here or elsewhere. Thread-safe; methods
 * block and are meant for virtual threads. Failures are as in {@link Tasks}.
 */
public final class Results {
  private final DragoneyeClient client;
  private final Tasks tasks;

  public Results(DragoneyeClient client, Tasks tasks) {
    this.client = client;
    this.tasks = tasks;
  }

  /** The result of a task about an image. */
  public ImagePrediction image(ApiKey key, String taskUuid) throws InterruptedException {
    tasks.requireSucceeded(key, taskUuid, MediaFamily.IMAGE);
    return imageOfSucceeded(key, taskUuid);
  }

  /** The result of a task about an image that is known to have succeeded. */
  public ImagePrediction imageOfSucceeded(ApiKey key, String taskUuid) throws InterruptedException {
    try (ReceivedResults received = client.results(key, taskUuid)) {
      return ImageResults.read(received.archive(), taskUuid);
    }
  }
}
