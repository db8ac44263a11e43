package ai.dragoneye.gateway.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FairQueue queue = new FairQueue(4);
  private final Places places = new Places(3);
  private final List<String> admitted = new CopyOnWriteArrayList<>();

  @Test
  void shouldGiveAFreePlaceToTheCallerThatHoldsTheFewest() throws Exception {
    // given
    take("greedy", 3);
    queueUp("greedy");
    queueUp("modest");

    // when
    queue.leave("greedy", places);

    // then
    await().until(() -> admitted.size() == 1);
    assertThat(admitted).containsExactly("modest");
  }

  @Test
  void shouldServeCallersThatHoldTheSameInTheOrderTheyCame() throws Exception {
    // given
    take("greedy", 3);
    queueUp("first");
    queueUp("second");

    // when
    queue.leave("greedy", places);

    // then
    await().until(() -> admitted.size() == 1);
    assertThat(admitted).containsExactly("first");
  }

  @Test
  void shouldShareThePlacesOfAFullGatewayEvenly() throws Exception {
    // given
    take("greedy", 3);
    queueUp("greedy");
    queueUp("greedy");
    queueUp("modest");
    queueUp("other");

    // when
    queue.leave("greedy", places);
    queue.leave("greedy", places);

    // then
    await().until(() -> admitted.size() == 2);
    assertThat(admitted).containsExactlyInAnyOrder("modest", "other");
  }

  @Test
  void shouldSendAwayTheLastOfTheCallerWithTheMostWhereTooManyWait() throws Exception {
    // given
    take("greedy", 3);
    queueUp("greedy");
    queueUp("greedy");
    queueUp("greedy");
    CompletableFuture<Optional<Shed>> last = enterLater("greedy");

    // when
    CompletableFuture<Optional<Shed>> modest = enterLater("modest");

    // then
    assertThat(last.get()).contains(Shed.PREDICTIONS);
    assertThat(modest).isNotDone();
    assertThat(queue.waiting()).isEqualTo(4);
  }

  @Test
  void shouldSayWhatWasMissingWhereNoPlaceCameInTime() throws Exception {
    // given
    take("greedy", 3);

    // when
    Shed missing = queue.enter("greedy", places, Duration.ofMillis(1));

    // then
    assertThat(missing).isEqualTo(Shed.PREDICTIONS);
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void shouldForgetWhoeverIsInterrupted() throws Exception {
    // given
    take("greedy", 3);
    Thread waiting = Thread.ofVirtual().start(() -> enter("impatient"));
    await().until(() -> queue.waiting() == 1);

    // when
    waiting.interrupt();
    waiting.join();

    // then
    assertThat(queue.waiting()).isZero();
    assertThat(queue.callers()).isEqualTo(1);
  }

  @Test
  void shouldRememberNobodyOnceAllHaveLeft() throws Exception {
    // given
    take("one", 2);
    take("other", 1);

    // when
    queue.leave("one", places);
    queue.leave("one", places);
    queue.leave("other", places);

    // then
    assertThat(queue.callers()).isZero();
  }

  private void take(String caller, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      assertThat(queue.enter(caller, places, Duration.ZERO)).isNull();
    }
  }

  private void queueUp(String caller) {
    CompletableFuture<Optional<Shed>> _ = enterLater(caller);
  }

  /** Returns once the caller waits, or was sent away. */
  private CompletableFuture<Optional<Shed>> enterLater(String caller) {
    int before = queue.waiting();
    CompletableFuture<Optional<Shed>> outcome = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> outcome.complete(enter(caller)));
    await().until(() -> queue.waiting() > before || outcome.isDone() || before == 4);
    return outcome;
  }

  private Optional<Shed> enter(String caller) {
    try {
      Shed missing = queue.enter(caller, places, LONG);
      if (missing == null) {
        admitted.add(caller);
      }
      return Optional.ofNullable(missing);
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }
}
