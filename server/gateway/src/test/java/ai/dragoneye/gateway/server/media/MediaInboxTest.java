package ai.dragoneye.gateway.server.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.LeakCheck;
import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.v1.PredictionConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class MediaInboxTest {
  private static final int WINDOW = 100_000;
  private static final MediaMessage CONFIG =
      new MediaMessage.Config(PredictionConfig.getDefaultInstance());

  private final AtomicInteger asked = new AtomicInteger();
  private final List<FieldViolation> violations = new ArrayList<>();
  private final MediaInbox inbox = new MediaInbox(WINDOW, asked::incrementAndGet, violations::add);
  private final Receiver receiver = new Receiver();

  @Test
  void shouldAskForOneMessageAtATime() {
    // when
    inbox.open();
    inbox.open();

    // then
    assertThat(asked).hasValue(1);
    inbox.accept(CONFIG);
    assertThat(asked).hasValue(2);
  }

  @Test
  void shouldStopAskingWhenTheWindowIsFullAndGoOnWhenThereIsRoom() {
    // given
    start();

    // when
    inbox.accept(chunk(60_000));
    inbox.accept(chunk(60_000));

    // then
    assertThat(asked).hasValue(3);
    assertThat(inbox.waitingSinceNanos()).isNull();

    // when
    inbox.subscribe(receiver);
    receiver.subscription.request(1);

    // then
    assertThat(asked).hasValue(4);
    assertThat(inbox.waitingSinceNanos()).isNotNull();
    inbox.close();
  }

  @Test
  void shouldCountWhatSmallChunksReallyCost() {
    // given
    start();

    // when
    int sent = 0;
    for (int before = 0; before != asked.get(); sent++) {
      before = asked.get();
      inbox.accept(chunk(1));
    }

    // then
    assertThat(sent).isLessThanOrEqualTo(WINDOW / 1024 + 1);
    inbox.close();
  }

  @Test
  void shouldEmitOnDemandInOrderAndCompleteAfterTheLast() {
    // given
    start();
    inbox.accept(chunk(1));
    inbox.accept(chunk(2));
    inbox.halfClosed();

    // when / then
    inbox.subscribe(receiver);
    assertThat(receiver.sizes).isEmpty();
    receiver.subscription.request(1);
    assertThat(receiver.sizes).containsExactly(1);
    assertThat(receiver.completed).isFalse();
    receiver.subscription.request(1);
    assertThat(receiver.sizes).containsExactly(1, 2);
    assertThat(receiver.completed).isTrue();
  }

  @Test
  void shouldCompleteWithoutDemandWhenNothingIsLeft() {
    // given
    start();
    inbox.subscribe(receiver);
    receiver.subscription.request(1);
    inbox.accept(chunk(1));

    // when
    inbox.halfClosed();

    // then
    assertThat(receiver.completed).isTrue();
  }

  @Test
  void shouldReleaseWhatIsQueuedAndWhatComesWhenTheSubscriberCancels() {
    // given
    start();
    ByteBuf queued = ByteBufAllocator.DEFAULT.buffer().writeZero(10);
    ByteBuf late = ByteBufAllocator.DEFAULT.buffer().writeZero(10);
    inbox.accept(new MediaMessage.Chunk(queued));
    inbox.subscribe(receiver);

    // when
    receiver.subscription.cancel();
    int askedBefore = asked.get();
    inbox.accept(new MediaMessage.Chunk(late));

    // then
    assertThat(queued.refCnt()).isZero();
    assertThat(late.refCnt()).isZero();
    assertThat(asked).hasValue(askedBefore);
    assertThat(receiver.sizes).isEmpty();
  }

  @Test
  void shouldReleaseWhatIsQueuedWhenItIsClosedUnread() {
    // given
    start();
    ByteBuf queued = ByteBufAllocator.DEFAULT.buffer().writeZero(10);
    inbox.accept(new MediaMessage.Chunk(queued));

    // when
    inbox.close();
    inbox.close();

    // then
    assertThat(queued.refCnt()).isZero();
    assertThat(inbox.waitingSinceNanos()).isNull();
  }

  @Test
  void shouldReleaseTheRestWhenItIsClosedWhileItEmits() {
    // given
    start();
    inbox.accept(chunk(1));
    inbox.accept(chunk(2));
    inbox.accept(chunk(3));
    inbox.subscribe(receiver);
    receiver.onEach = inbox::close;

    // when
    receiver.subscription.request(10);

    // then
    assertThat(receiver.sizes).containsExactly(1);
    assertThat(receiver.completed).isFalse();
  }

  @Test
  void shouldNotRecurseWhenTheSubscriberAsksFromWithinASignal() {
    // given
    start();
    inbox.subscribe(receiver);
    receiver.onEach = () -> receiver.subscription.request(1);
    receiver.subscription.request(1);

    // when
    for (int i = 0; i < 100_000; i++) {
      inbox.accept(chunk(1));
    }

    // then
    assertThat(receiver.sizes).hasSize(100_000);
    inbox.close();
  }

  @Test
  void shouldReleaseAChunkThatIsOutOfOrder() {
    // given
    ByteBuf early = ByteBufAllocator.DEFAULT.buffer().writeZero(10);
    inbox.open();

    // when
    inbox.accept(new MediaMessage.Chunk(early));

    // then
    assertThat(early.refCnt()).isZero();
    assertThat(violations)
        .containsExactly(
            new FieldViolation("chunk", "came before config; send config as the first message"));
  }

  @Test
  void shouldBeReadOnce() {
    // given
    inbox.subscribe(receiver);

    // when / then
    assertThatThrownBy(() -> inbox.subscribe(new Receiver()))
        .isInstanceOf(IllegalStateException.class);
  }

  private void start() {
    inbox.open();
    inbox.accept(CONFIG);
  }

  private static MediaMessage chunk(int bytes) {
    return new MediaMessage.Chunk(ByteBufAllocator.DEFAULT.buffer(bytes).writeZero(bytes));
  }

  private static final class Receiver implements Flow.Subscriber<ByteBuf> {
    private final List<Integer> sizes = new ArrayList<>();
    private Flow.Subscription subscription =
        new Flow.Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {}
        };
    private Runnable onEach = () -> {};
    private boolean completed;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
    }

    @Override
    public void onNext(ByteBuf bytes) {
      sizes.add(bytes.readableBytes());
      bytes.release();
      onEach.run();
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      completed = true;
    }
  }
}
