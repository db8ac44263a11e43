package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.upstream.MediaContent;

/** Media that was taken in, on its way to the upload. Closing it frees what is held of it. */
interface TakenMedia extends AutoCloseable {
  /**
   * Waits until it can be uploaded.
   *
   * @throws ai.dragoneye.gateway.upstream.UpstreamException where it is not as declared
   */
  MediaContent awaitContent() throws InterruptedException;

  /** Whether it can be uploaded again. */
  boolean repeatable();

  @Override
  void close();
}
