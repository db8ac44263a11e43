package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.v1.ImageStart;
import ai.dragoneye.gateway.v1.PredictionConfig;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One image of a batch on its way in. Closing it releases what is queued of it and whatever still
 * comes. Thread-safe.
 */
public final class BatchImage implements IncomingMedia, AutoCloseable {
  private final ImageStart start;
  private final @Nullable Failure refusal;
  private final ChunkQueue queue;
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile boolean empty = true;

  /**
   * @param refusal why the image is not taken, or null
   */
  BatchImage(ImageStart start, ReceiveWindow window, @Nullable Failure refusal) {
    this.start = start;
    this.refusal = refusal;
    this.queue = new ChunkQueue(window, () -> {});
  }

  /** The caller's name for it. */
  public String id() {
    return start.getImageId();
  }

  void add(ByteBuf chunk) {
    empty = false;
    queue.add(chunk);
    begun.countDown();
  }

  void end() {
    queue.end();
    begun.countDown();
  }

  /**
   * @throws FailureException where the image is not taken
   */
  @Override
  public PredictionConfig awaitConfig() {
    if (refusal != null) {
      throw new FailureException(refusal);
    }
    return start.getConfig();
  }

  /**
   * @throws FailureException with InvalidRequest where the image ended without any
   */
  @Override
  public void awaitFirstChunk() throws InterruptedException {
    begun.await();
    if (empty) {
      throw new FailureException(
          new Failure.InvalidRequest("chunk", "is missing; send the image between start and end"));
    }
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
    queue.subscribe(subscriber);
  }

  @Override
  public void close() {
    queue.close();
  }
}
