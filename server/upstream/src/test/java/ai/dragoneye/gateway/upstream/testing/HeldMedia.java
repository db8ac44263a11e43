package ai.dragoneye.gateway.upstream.testing;

import ai.dragoneye.gateway.upstream.MediaContent;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Media that waits for the test before its first byte. */
public final class HeldMedia implements MediaContent {
  private final TestMedia media;
  private final CompletableFuture<Flow.Subscriber<? super ByteBuf>> subscriber =
      new CompletableFuture<>();

  public HeldMedia(TestMedia media) {
    this.media = media;
  }

  /** Lets the bytes come. */
  public void goOn() {
    media.bytes().subscribe(subscriber.join());
  }

  /** Lets an exception come instead. */
  public void fail(RuntimeException thrown) {
    subscriber.join().onError(thrown);
  }

  @Override
  public long sizeBytes() {
    return media.sizeBytes();
  }

  @Override
  public @Nullable Integer declaredCrc32c() {
    return media.declaredCrc32c();
  }

  @Override
  public Flow.Publisher<ByteBuf> bytes() {
    return subscriber::complete;
  }

  @Override
  public boolean repeatable() {
    return false;
  }
}
