package ai.dragoneye.gateway.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollRateTest {
  private static final int MAX_PER_SECOND = 100;
  private static final Duration SPACING = Duration.ofMillis(10);

  private final ManualTime time = new ManualTime();
  private final PollRate rate = new PollRate(MAX_PER_SECOND, time);
  private final List<Duration> turns = new CopyOnWriteArrayList<>();

  @Test
  void shouldNotHoldUpWhoPollsSeldom() throws InterruptedException {
    // when
    for (int i = 0; i < 10; i++) {
      rate.awaitTurn();
      time.advance(SPACING);
    }

    // then
    assertThat(time.sleepers()).isZero();
  }

  @Test
  void shouldStayUnderTheCeilingAndGiveAllTheirTurn() {
    // given
    List<Poller> pollers = IntStream.range(0, 50).mapToObj(_ -> new Poller()).toList();

    // when
    time.runUntil(() -> turns.size() >= 500);
    List<Integer> counts = pollers.stream().map(poller -> poller.turns.get()).toList();
    pollers.forEach(poller -> poller.thread.interrupt());

    // then
    // A turn may be noted late, never early.
    for (int i = 0; i < 500; i++) {
      assertThat(turns.get(i)).isGreaterThanOrEqualTo(SPACING.multipliedBy(i));
    }
    assertThat(counts).allMatch(count -> count >= 8 && count <= 12);
    await().until(() -> pollers.stream().noneMatch(poller -> poller.thread.isAlive()));
  }

  @Test
  void shouldLoseNoTurnOnWhoStopsWaiting() throws InterruptedException {
    // given
    rate.awaitTurn();
    List<Poller> leaving = IntStream.range(0, 100).mapToObj(_ -> new Poller()).toList();
    await().until(() -> time.sleepers() == 1);

    // when
    leaving.forEach(poller -> poller.thread.interrupt());
    await().until(() -> leaving.stream().noneMatch(poller -> poller.thread.isAlive()));
    time.advance(SPACING);
    rate.awaitTurn();

    // then
    assertThat(time.elapsed()).isEqualTo(SPACING);
  }

  /** Polls as fast as it may. */
  private final class Poller implements Runnable {
    private final AtomicInteger turns = new AtomicInteger();
    private final Thread thread = Thread.ofVirtual().start(this);

    @Override
    public void run() {
      try {
        while (true) {
          rate.awaitTurn();
          PollRateTest.this.turns.add(time.elapsed());
          turns.incrementAndGet();
        }
      } catch (InterruptedException _) {
        // It was told to.
      }
    }
  }
}
