package ai.dragoneye.gateway.upstream.testing;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.Flow;

/** The bytes of some media, but never their end. */
public final class EndlessMedia implements Flow.Publisher<ByteBuf> {
  private final TestMedia media;

  public EndlessMedia(TestMedia media) {
    this.media = media;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
    media
        .bytes()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
              }

              @Override
              public void onNext(ByteBuf buffer) {
                subscriber.onNext(buffer);
              }

              @Override
              public void onError(Throwable thrown) {
                subscriber.onError(thrown);
              }

              @Override
              public void onComplete() {
                // Kept from the subscriber.
              }
            });
  }
}
