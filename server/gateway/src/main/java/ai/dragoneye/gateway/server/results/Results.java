package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.Tasks;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;

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

  /** Streams the objects of an image. */
  public void streamImage(
      ApiKey key, ResultQuery query, ResultSink<ImageHeader, ImageObjectPart> sink)
      throws InterruptedException {
    check(query, MediaFamily.IMAGE);
    tasks.requireSucceeded(key, query.taskUuid(), MediaFamily.IMAGE);
    try (ReceivedResults received = client.results(key, query.taskUuid())) {
      run(
          new ImageObjects(received.archive(), query.taskUuid(), new Selection(query.filter())),
          query,
          received,
          sink);
    }
  }

  /** Streams the objects of a video. */
  public void streamVideo(
      ApiKey key, ResultQuery query, ResultSink<VideoHeader, VideoObjectPart> sink)
      throws InterruptedException {
    check(query, MediaFamily.VIDEO);
    tasks.requireSucceeded(key, query.taskUuid(), MediaFamily.VIDEO);
    streamVideoOfSucceeded(key, query, sink);
  }

  /**
   * Streams the objects of a video whose task is known to have succeeded, with the resume tokens of
   * {@link #streamVideo}.
   *
   * @param query with a filter that {@link FilterCheck} found nothing wrong with
   */
  public void streamVideoOfSucceeded(
      ApiKey key, ResultQuery query, ResultSink<VideoHeader, VideoObjectPart> sink)
      throws InterruptedException {
    try (ReceivedResults received = client.results(key, query.taskUuid())) {
      run(
          new VideoObjects(received.archive(), query.taskUuid(), new Selection(query.filter())),
          query,
          received,
          sink);
    }
  }

  private static void check(ResultQuery query, MediaFamily family) {
    FilterCheck.require(query.filter(), family, "filter");
    ResumeTokens.checkLength(query.resumeToken());
  }

  private static <H, E, P> void run(
      ResultSource<H, E, P> source,
      ResultQuery query,
      ReceivedResults received,
      ResultSink<H, P> sink)
      throws InterruptedException {
    ResumeTokens tokens = ResumeTokens.of(source.kind(), query, received);
    new ResultStream<>(source, tokens, sink).run(tokens.start(query.resumeToken()));
  }
}
