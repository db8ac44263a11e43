package ai.dragoneye.gateway.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.media.MediaInbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StallWatchTest {
  private static final Duration TIMEOUT = Duration.ofMillis(200);

  private final CallTimer timer = new CallTimer();
  private final StallWatch stallWatch = new StallWatch(TIMEOUT, timer);
  private final MediaInbox inbox = new MediaInbox(1000, () -> {}, violation -> {});
  private final CallContext context = new CallContext("service/Method", Tracks.unmeasured(), null);
  private final List<Failure> stalls = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    timer.close();
  }

  @Test
  void shouldTellOnceThatACallerSendsNothing() {
    // given
    inbox.open();

    // when
    try (StallWatch.Watch _ = stallWatch.watch(inbox, context, stalls::add)) {
      await().until(() -> !stalls.isEmpty());
    }

    // then
    assertThat(stalls).containsExactly(new Failure.CallerStalled(TIMEOUT));
    assertThat(timer.pending()).isZero();
  }

  @Test
  void shouldNotCallACallerStalledWhoseBytesKeepComing() {
    // given
    inbox.open();

    // when
    try (StallWatch.Watch _ = stallWatch.watch(inbox, context, stalls::add)) {
      await()
          .pollInterval(Duration.ofMillis(10))
          .during(TIMEOUT.multipliedBy(3))
          .until(
              () -> {
                context.received(1);
                return stalls.isEmpty();
              });
    }

    // then
    assertThat(stalls).isEmpty();
  }

  @Test
  void shouldNotCallACallerStalledWhoWasNotAsked() {
    // when / then
    try (StallWatch.Watch _ = stallWatch.watch(inbox, context, stalls::add)) {
      await().during(TIMEOUT.multipliedBy(2)).until(stalls::isEmpty);
    }
  }

  @Test
  void shouldLeaveNoTimerBehindACallThatEnds() {
    // when
    for (int i = 0; i < 1000; i++) {
      stallWatch.watch(inbox, context, stalls::add).close();
    }

    // then
    assertThat(timer.pending()).isZero();
  }
}
