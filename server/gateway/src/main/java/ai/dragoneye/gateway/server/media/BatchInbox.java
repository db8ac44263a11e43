package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.v1.ImageStart;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of a batch arrive and its images are fetched from.
 *
 * <p>All images together queue no more than one window. The media of an image that {@link #next}
 * handed out is asked for with {@link #proceed}, so whoever does not holds the caller back.
 */
public final class BatchInbox implements Inbox<BatchMessage> {
  private final Consumer<FieldViolation> onViolation;
  private final int maxImages;
  private final BatchOrder order;
  private final ReceiveWindow window;
  private final BlockingQueue<Optional<BatchImage>> started = new LinkedBlockingQueue<>();
  private final Unanswered unanswered = new Unanswered();
  private volatile boolean closed;
  private volatile @Nullable BatchImage open;

  /**
   * @param windowBytes how much may be queued before no more is asked for
   * @param maxImages images of one stream; those beyond are refused one by one
   * @param askForMessage asks the transport for one more message; from any thread
   * @param onViolation hears of the first message out of order; nothing is accepted after it
   */
  public BatchInbox(
      int windowBytes,
      int maxImages,
      Runnable askForMessage,
      Consumer<FieldViolation> onViolation) {
    this.window = new ReceiveWindow(windowBytes, askForMessage);
    this.maxImages = maxImages;
    this.order = new BatchOrder(maxImages);
    this.onViolation = onViolation;
  }

  @Override
  public void open() {
    window.askIfRoom();
  }

  @Override
  public void accept(BatchMessage message) {
    FieldViolation violation = closed ? null : order.next(message);
    if (closed || violation != null) {
      discard(message);
      if (violation != null) {
        close();
        onViolation.accept(violation);
      }
      return;
    }
    switch (message) {
      case BatchMessage.Start start -> start(start.start());
      case BatchMessage.Chunk chunk -> current().add(chunk.bytes());
      case BatchMessage.End _ -> end();
      case BatchMessage.Unreadable _ -> throw new IllegalStateException("always a violation");
    }
  }

  private static void discard(BatchMessage message) {
    if (message instanceof BatchMessage.Chunk chunk) {
      chunk.bytes().release();
    }
  }

  private void start(ImageStart start) {
    window.hold();
    window.arrived(0);
    BatchImage image = new BatchImage(start, window, refusal(start.getImageId()));
    open = image;
    unanswered.oneMore();
    started.add(Optional.of(image));
  }

  private @Nullable Failure refusal(String imageId) {
    if (order.full()) {
      return new Failure.InvalidRequest(
          "start",
          "is beyond the " + maxImages + " images of one stream; send the image on another one");
    }
    order.remember(imageId);
    return null;
  }

  private void end() {
    BatchImage image = current();
    open = null;
    window.arrived(0);
    image.end();
    window.askIfRoom();
  }

  private BatchImage current() {
    BatchImage image = open;
    if (image == null) {
      throw new IllegalStateException("the order of messages was checked");
    }
    return image;
  }

  @Override
  public void halfClosed() {
    FieldViolation violation = closed ? null : order.halfClose();
    if (violation != null) {
      close();
      onViolation.accept(violation);
      return;
    }
    window.end();
    started.add(Optional.empty());
  }

  /** Waits for the next image, which the caller closes, or for the end of the batch: then null. */
  public @Nullable BatchImage next() throws InterruptedException {
    return started.take().orElse(null);
  }

  /** Asks for the media of the image handed out last, and for what comes after it. */
  public void proceed() {
    window.resume();
  }

  /** Notes that an image got its answer, whether or not all of it has arrived. */
  public void answered() {
    unanswered.oneLess();
  }

  /** A caller who waits for answers before it sends the next image owes nothing. */
  @Override
  public @Nullable Long waitingSinceNanos() {
    Long asked = window.waitingSinceNanos();
    if (asked == null || open != null) {
      return asked;
    }
    Long idle = unanswered.noneSinceNanos();
    return idle == null || idle - asked > 0 ? idle : asked;
  }

  @Override
  public void close() {
    closed = true;
    window.end();
    BatchImage image = open;
    if (image != null) {
      image.close();
    }
  }
}
