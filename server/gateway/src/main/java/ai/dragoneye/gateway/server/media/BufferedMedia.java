package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.upstream.MediaContent;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Media in a buffer that stays its maker's: each subscriber gets a view of its own. */
record BufferedMedia(ByteBuf buffer, @Nullable Integer declaredCrc32c) implements MediaContent {
  @Override
  public long sizeBytes() {
    return buffer.readableBytes();
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Flow.Publisher<ByteBuf> bytes() {
    return subscriber -> subscriber.onSubscribe(new OneBuffer(buffer, subscriber));
  }

  /** Emits a retained view once, at the first demand. */
  private static final class OneBuffer implements Flow.Subscription {
    private final ByteBuf buffer;
    private final Flow.Subscriber<? super ByteBuf> subscriber;
    private final AtomicBoolean over = new AtomicBoolean();

    OneBuffer(ByteBuf buffer, Flow.Subscriber<? super ByteBuf> subscriber) {
      this.buffer = buffer;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      if (over.compareAndSet(false, true)) {
        subscriber.onNext(buffer.retainedDuplicate());
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      over.set(true);
    }
  }
}
