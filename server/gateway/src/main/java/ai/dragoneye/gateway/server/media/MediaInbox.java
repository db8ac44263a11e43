package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.v1.PredictionConfig;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of one media arrive and its bytes are fetched from.
 *
 * <p>Asks the caller for one message at a time, and only while less than a window of bytes is
 * queued: that is the caller's back-pressure. As a publisher it has one subscriber, emits what that
 * asked for and completes at the half-close. Owns the chunks from {@link #accept} until they are
 * emitted; {@link #close} and the subscriber's cancellation release the rest and whatever still
 * comes.
 *
 * <p>Thread-safe. {@code accept} and {@code halfClosed} never block.
 */
public final class MediaInbox implements Inbox<MediaMessage>, IncomingMedia {
  private final Consumer<FieldViolation> onViolation;
  private final MediaOrder order = new MediaOrder();
  private final ReceiveWindow window;
  private final ChunkQueue queue;
  private final CompletableFuture<PredictionConfig> config = new CompletableFuture<>();
  private final CountDownLatch firstChunk = new CountDownLatch(1);

  /**
   * @param windowBytes how much may be queued before no more is asked for
   * @param askForMessage asks the transport for one more message; from any thread
   * @param onViolation hears of the first message out of order; nothing is accepted after it
   */
  public MediaInbox(int windowBytes, Runnable askForMessage, Consumer<FieldViolation> onViolation) {
    this.window = new ReceiveWindow(windowBytes, askForMessage);
    this.queue = new ChunkQueue(window, window::end);
    this.onViolation = onViolation;
  }

  @Override
  public void open() {
    window.askIfRoom();
  }

  @Override
  public void accept(MediaMessage message) {
    FieldViolation violation = order.next(message);
    if (violation != null) {
      refuse(message, violation);
      return;
    }
    switch (message) {
      case MediaMessage.Config sent -> {
        config.complete(sent.config());
        window.arrived(0);
        window.askIfRoom();
      }
      case MediaMessage.Chunk chunk -> {
        queue.add(chunk.bytes());
        firstChunk.countDown();
      }
      case MediaMessage.Unreadable _ -> throw new IllegalStateException("always a violation");
    }
  }

  private void refuse(MediaMessage message, FieldViolation violation) {
    if (message instanceof MediaMessage.Chunk chunk) {
      chunk.bytes().release();
    }
    close();
    onViolation.accept(violation);
  }

  @Override
  public void halfClosed() {
    FieldViolation violation = order.end();
    if (violation != null) {
      onViolation.accept(violation);
      return;
    }
    window.end();
    queue.end();
  }

  @Override
  public PredictionConfig awaitConfig() throws InterruptedException {
    try {
      return config.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completed with an error", e);
    }
  }

  @Override
  public void awaitFirstChunk() throws InterruptedException {
    firstChunk.await();
  }

  @Override
  public @Nullable Long waitingSinceNanos() {
    return window.waitingSinceNanos();
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
