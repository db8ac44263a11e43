package ai.dragoneye.gateway.upstream.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamObserver;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import ai.dragoneye.gateway.upstream.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryLoopTest {
  private static final ApiKey ALICE = new ApiKey("alice");
  private static final ApiKey BOB = new ApiKey("bob");
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(4, Duration.ofMinutes(2), Duration.ofSeconds(1));

  private final FakeTime time = new FakeTime();
  private final RetryLoop loop = new RetryLoop(time, () -> 0.5, UpstreamObserver.NONE);
  private final Deque<Outcome<String>> outcomes = new ArrayDeque<>();

  @Test
  void shouldTryAgainUntilAnAttemptSucceeds() throws Exception {
    // given
    outcomes.addAll(List.of(unavailable(null), throttled(null), unavailable(null), done("x")));

    // when
    String value = run(ALICE, RetryLoop.UNLIMITED);

    // then
    assertThat(value).isEqualTo("x");
    assertThat(time.sleeps())
        .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void shouldFailWithTheLastFailureAndSuggestAWaitWhenAttemptsRunOut() {
    // given
    outcomes.addAll(
        List.of(unavailable(null), unavailable(null), unavailable(null), unavailable(null)));

    // when / then
    assertFailure(ALICE, RetryLoop.UNLIMITED, "unavailable after 4000 ms");
  }

  @Test
  void shouldNotSleepBeyondTheTimeOfTheCall() {
    // given
    outcomes.add(throttled(Duration.ofSeconds(30)));

    // when / then
    assertFailure(ALICE, Duration.ofSeconds(10), "throttled after 30000 ms");
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void shouldHoldBackOtherCallsOfAThrottledKeyAndNoOtherKey() throws Exception {
    // given
    outcomes.addAll(List.of(throttled(Duration.ofSeconds(30)), done("bob"), done("alice")));
    assertFailure(ALICE, Duration.ofSeconds(10), "throttled after 30000 ms");

    // when
    run(BOB, RetryLoop.UNLIMITED);
    int sleepsOfBob = time.sleeps().size();
    run(ALICE, RetryLoop.UNLIMITED);

    // then
    assertThat(sleepsOfBob).isZero();
    assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void shouldFailAtOnceWhereTheKeyIsHeldBackLongerThanTheCallMayTake() {
    // given
    outcomes.add(throttled(Duration.ofSeconds(30)));
    assertFailure(ALICE, Duration.ofSeconds(10), "throttled after 30000 ms");

    // when / then
    assertFailure(ALICE, Duration.ofSeconds(10), "held for 30000 ms");
  }

  @Test
  void shouldStopRepeatingOnceTheBudgetOfTheHostIsSpent() {
    // given
    IntStream.range(0, 200).forEach(_ -> outcomes.add(unavailable(null)));
    RetrySchedule eager = new RetrySchedule(1_000, Duration.ofMinutes(2), Duration.ofNanos(1));

    // when / then
    assertThatThrownBy(
            () ->
                loop.run(UpstreamStep.STATUS, call(eager, ALICE, RetryLoop.UNLIMITED), _ -> next()))
        .isInstanceOf(UpstreamException.class);
    assertThat(outcomes).hasSize(200 - 101);
  }

  @Test
  void shouldNotCountThrottledRepeatsAgainstTheBudgetOfTheHost() throws Exception {
    // given
    IntStream.range(0, 200).forEach(_ -> outcomes.add(throttled(null)));
    outcomes.add(done("x"));
    RetrySchedule eager = new RetrySchedule(1_000, Duration.ofMinutes(2), Duration.ofNanos(1));

    // when / then
    assertThat(
            loop.<String>run(
                UpstreamStep.STATUS, call(eager, ALICE, RetryLoop.UNLIMITED), _ -> next()))
        .isEqualTo("x");
  }

  private String run(@Nullable ApiKey key, Duration limit) throws InterruptedException {
    return loop.run(UpstreamStep.STATUS, call(SCHEDULE, key, limit), _ -> next());
  }

  private Outcome<String> next() {
    return outcomes.remove();
  }

  private void assertFailure(ApiKey key, Duration limit, String message) {
    assertThatThrownBy(() -> run(key, limit))
        .asInstanceOf(InstanceOfAssertFactories.type(UpstreamException.class))
        .extracting(thrown -> thrown.failure().message())
        .isEqualTo(message);
  }

  private static RetryLoop.Call call(RetrySchedule schedule, @Nullable ApiKey key, Duration limit) {
    return new RetryLoop.Call(schedule, "host", key, limit, wait -> failure("held for", wait));
  }

  private static Outcome<String> done(String value) {
    return new Outcome.Done<>(value);
  }

  private static Outcome<String> throttled(@Nullable Duration retryAfter) {
    return new Outcome.Throttled<>(retryAfter, wait -> failure("throttled after", wait));
  }

  private static Outcome<String> unavailable(@Nullable Duration retryAfter) {
    return new Outcome.Unavailable<>(retryAfter, wait -> failure("unavailable after", wait));
  }

  private static UpstreamException failure(String what, Duration wait) {
    return new UpstreamException(
        new UpstreamFailure.Unavailable(what + " " + wait.toMillis() + " ms", null, wait));
  }
}
