package ai.dragoneye.gateway.server.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.LeakCheck;
import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.v1.PredictionConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class HeldMediaTest {
  private final MediaInbox inbox = new MediaInbox(1000, () -> {}, violation -> {});

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void shouldGiveTheSameBytesToEverySubscriber() throws InterruptedException {
    // given
    try (HeldMedia held = held(6)) {
      send(1, 2, 3);
      send(4);
      send(5, 6);
      inbox.halfClosed();

      // when
      MediaContent content = held.awaitWhole();

      // then
      assertThat(content.repeatable()).isTrue();
      assertThat(content.sizeBytes()).isEqualTo(6);
      assertThat(read(content)).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(read(content)).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void shouldHoldNoMoreThanWasDeclared() {
    try (HeldMedia held = held(2)) {
      // when
      send(1);
      send(2, 3);
      send(4);

      // then
      assertThatThrownBy(held::awaitWhole)
          .isInstanceOfSatisfying(
              UpstreamException.class,
              thrown ->
                  assertThat(thrown.failure())
                      .isEqualTo(
                          new UpstreamFailure.SizeMismatch(
                              "The media is larger than the declared 2 bytes", 2, 3)));
    }
  }

  @Test
  void shouldNoticeThatMediaIsShorterThanDeclared() {
    try (HeldMedia held = held(5)) {
      // when
      send(1, 2, 3);
      inbox.halfClosed();

      // then
      assertThatThrownBy(held::awaitWhole).hasMessage("The media has 3 bytes, not the declared 5");
    }
  }

  @Test
  void shouldReleaseWhatComesAfterItWasClosed() {
    // given
    HeldMedia held = held(10);
    send(1, 2, 3);

    // when
    held.close();
    ByteBuf late = ByteBufAllocator.DEFAULT.buffer().writeZero(3);
    inbox.accept(new MediaMessage.Chunk(late));

    // then
    assertThat(late.refCnt()).isZero();
  }

  private HeldMedia held(int bytes) {
    inbox.open();
    inbox.accept(new MediaMessage.Config(PredictionConfig.getDefaultInstance()));
    return HeldMedia.of(bytes, null, inbox);
  }

  private void send(int... bytes) {
    ByteBuf chunk = ByteBufAllocator.DEFAULT.buffer();
    for (int b : bytes) {
      chunk.writeByte(b);
    }
    inbox.accept(new MediaMessage.Chunk(chunk));
  }

  private static byte[] read(MediaContent content) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    content
        .bytes()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
              }

              @Override
              public void onNext(ByteBuf bytes) {
                read.writeBytes(ByteBufUtil.getBytes(bytes));
                bytes.release();
              }

              @Override
              public void onError(Throwable thrown) {
                throw new AssertionError(thrown);
              }

              @Override
              public void onComplete() {}
            });
    return read.toByteArray();
  }
}
