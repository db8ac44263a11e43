package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Small media of declared size, kept in one buffer so that an upload can be repeated. Takes it in
 * as it arrives; holds never more than was declared. Thread-safe; closing it frees the buffer.
 */
public final class HeldMedia implements Flow.Subscriber<ByteBuf>, AutoCloseable {
  private final int sizeBytes;
  private final @Nullable Integer crc32c;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable ByteBuf held;
  private Flow.@Nullable Subscription subscription;
  private long receivedBytes;
  private boolean closed;

  private HeldMedia(int sizeBytes, @Nullable Integer crc32c) {
    this.sizeBytes = sizeBytes;
    this.crc32c = crc32c;
  }

  /** Takes in what {@code bytes} emits. */
  public static HeldMedia of(
      int sizeBytes, @Nullable Integer crc32c, Flow.Publisher<ByteBuf> bytes) {
    HeldMedia media = new HeldMedia(sizeBytes, crc32c);
    bytes.subscribe(media);
    return media;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    synchronized (this) {
      subscription = given;
    }
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuf chunk) {
    boolean fits;
    try {
      fits = take(chunk);
    } finally {
      chunk.release();
    }
    if (!fits) {
      cancel();
      ended.countDown();
    }
  }

  private synchronized boolean take(ByteBuf chunk) {
    receivedBytes += chunk.readableBytes();
    if (closed || receivedBytes > sizeBytes) {
      return false;
    }
    if (held == null) {
      held = ByteBufAllocator.DEFAULT.buffer(sizeBytes, sizeBytes);
    }
    held.writeBytes(chunk);
    return true;
  }

  @Override
  public void onComplete() {
    ended.countDown();
  }

  @Override
  public void onError(Throwable thrown) {
    throw new IllegalStateException("media ends, or its call is stopped", thrown);
  }

  /**
   * Waits for all of it. What it gives is good until this is closed.
   *
   * @throws UpstreamException with SizeMismatch where it is not as large as declared
   */
  public MediaContent awaitWhole() throws InterruptedException {
    ended.await();
    synchronized (this) {
      if (held == null || receivedBytes != sizeBytes) {
        throw new UpstreamException(UpstreamFailure.SizeMismatch.between(sizeBytes, receivedBytes));
      }
      return new BufferedMedia(held, crc32c);
    }
  }

  private void cancel() {
    Flow.Subscription current;
    synchronized (this) {
      current = subscription;
    }
    if (current != null) {
      current.cancel();
    }
  }

  @Override
  public void close() {
    cancel();
    synchronized (this) {
      closed = true;
      if (held != null) {
        held.release();
        held = null;
      }
    }
  }
}
