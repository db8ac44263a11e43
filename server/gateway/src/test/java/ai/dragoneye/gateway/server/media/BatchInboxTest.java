package ai.dragoneye.gateway.server.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.LeakCheck;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.v1.ImageStart;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class BatchInboxTest {
  private static final int WINDOW = 10_000;

  private final AtomicInteger asked = new AtomicInteger();
  private final List<FieldViolation> violations = new ArrayList<>();
  private final BatchInbox inbox =
      new BatchInbox(WINDOW, 3, asked::incrementAndGet, violations::add);

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void shouldNotAskForMediaOfAnImageThatNobodyTook() throws InterruptedException {
    // given
    inbox.open();
    inbox.accept(start("one"));
    assertThat(asked).hasValue(1);
    assertThat(inbox.waitingSinceNanos()).isNull();

    // when
    try (BatchImage image = next()) {
      // then
      assertThat(image.id()).isEqualTo("one");
      assertThat(asked).hasValue(2);
      assertThat(inbox.waitingSinceNanos()).isNotNull();
    }
  }

  @Test
  void shouldQueueOneWindowForAllImagesTogether() throws InterruptedException {
    // given an image that fills most of the window
    inbox.open();
    inbox.accept(start("one"));
    BatchImage one = next();
    inbox.accept(chunk(WINDOW / 2));
    inbox.accept(new BatchMessage.End());
    inbox.accept(start("two"));
    BatchImage two = next();
    int before = asked.get();

    // when another fills the rest
    inbox.accept(chunk(WINDOW / 2));

    // then
    assertThat(asked).hasValue(before);
    one.close();
    assertThat(asked).hasValue(before + 1);
    two.close();
  }

  @Test
  void shouldSkipTheRestOfAnImageThatWasClosed() throws InterruptedException {
    // given
    inbox.open();
    inbox.accept(start("one"));
    next().close();
    int before = asked.get();

    // when
    ByteBuf late = buffer(3 * WINDOW);
    inbox.accept(new BatchMessage.Chunk(late));

    // then
    assertThat(late.refCnt()).isZero();
    assertThat(asked).hasValue(before + 1);
  }

  @Test
  void shouldReleaseWhatIsQueuedWhenItIsClosed() throws InterruptedException {
    // given
    inbox.open();
    inbox.accept(start("one"));
    next();
    ByteBuf queued = buffer(10);
    inbox.accept(new BatchMessage.Chunk(queued));

    // when
    inbox.close();
    ByteBuf late = buffer(10);
    inbox.accept(new BatchMessage.Chunk(late));
    inbox.halfClosed();

    // then
    assertThat(queued.refCnt()).isZero();
    assertThat(late.refCnt()).isZero();
    assertThat(violations).isEmpty();
  }

  @Test
  void shouldReleaseAChunkThatIsOutOfOrder() {
    // given
    inbox.open();
    ByteBuf early = buffer(10);

    // when
    inbox.accept(new BatchMessage.Chunk(early));

    // then
    assertThat(early.refCnt()).isZero();
    assertThat(violations)
        .containsExactly(new FieldViolation("chunk", "came outside of an image; send start first"));
  }

  @Test
  void shouldHandOutTheEndAfterTheLastImage() throws InterruptedException {
    // given
    inbox.open();
    inbox.accept(start("one"));
    BatchImage one = next();
    inbox.accept(chunk(1));
    inbox.accept(new BatchMessage.End());

    // when
    inbox.halfClosed();

    // then
    assertThat(inbox.next()).isNull();
    one.close();
  }

  @Test
  void shouldNotWaitForACallerWhoWaitsForAnAnswer() throws InterruptedException {
    // given
    inbox.open();
    inbox.accept(start("one"));
    BatchImage one = next();
    inbox.accept(chunk(1));

    // when / then
    inbox.accept(new BatchMessage.End());
    assertThat(inbox.waitingSinceNanos()).isNull();
    long answeredAt = System.nanoTime();
    inbox.answered();
    assertThat(inbox.waitingSinceNanos()).isGreaterThanOrEqualTo(answeredAt);
    one.close();
  }

  @Test
  void shouldRefuseImagesBeyondItsLimitAndForgetTheirIds() throws InterruptedException {
    // given
    inbox.open();
    for (int i = 0; i < 3; i++) {
      inbox.accept(start("image-" + i));
      next().close();
      inbox.accept(new BatchMessage.End());
    }

    // when
    inbox.accept(start("image-3"));
    BatchImage beyond = next();

    // then
    assertThatThrownBy(beyond::awaitConfig).isInstanceOf(FailureException.class);
    inbox.accept(new BatchMessage.End());
    inbox.accept(start("image-3"));
    assertThat(violations).isEmpty();
    inbox.accept(new BatchMessage.End());
    inbox.accept(start("image-0"));
    assertThat(violations).hasSize(1);
  }

  private BatchImage next() throws InterruptedException {
    BatchImage image = Objects.requireNonNull(inbox.next());
    inbox.proceed();
    return image;
  }

  private static BatchMessage start(String id) {
    return new BatchMessage.Start(ImageStart.newBuilder().setImageId(id).build());
  }

  private static BatchMessage chunk(int bytes) {
    return new BatchMessage.Chunk(buffer(bytes));
  }

  private static ByteBuf buffer(int bytes) {
    return ByteBufAllocator.DEFAULT.buffer().writeZero(bytes);
  }
}
