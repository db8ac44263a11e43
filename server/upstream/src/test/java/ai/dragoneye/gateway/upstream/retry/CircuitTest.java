package ai.dragoneye.gateway.upstream.retry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.testing.FakeTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private final FakeTime time = new FakeTime();
  private final Circuit circuit = new Circuit(20, time);

  @Test
  void shouldAllowNewWorkUntilManyCallsHaveFailed() {
    // when
    fail(19);

    // then
    assertThat(circuit.allows()).isTrue();
  }

  @Test
  void shouldRefuseNewWorkWhereHalfOfTheCallsFail() {
    // when
    IntStream.range(0, 10).forEach(_ -> circuit.answered());
    fail(10);

    // then
    assertThat(circuit.allows()).isFalse();
  }

  @Test
  void shouldForgetOldFailures() {
    // given
    fail(19);

    // when
    time.advance(Duration.ofSeconds(31));
    fail(1);

    // then
    assertThat(circuit.allows()).isTrue();
  }

  @Test
  void shouldLetAFewCallsTryAndOpenAgainWhereTheyFail() {
    // given
    fail(20);
    time.advance(Duration.ofSeconds(11));

    // when
    boolean[] tries = {circuit.allows(), circuit.allows(), circuit.allows(), circuit.allows()};
    fail(3);

    // then
    assertThat(tries).containsExactly(true, true, true, false);
    assertThat(circuit.allows()).isFalse();
  }

  @Test
  void shouldCloseOnceTheServiceAnswersAgain() {
    // given
    fail(20);
    time.advance(Duration.ofSeconds(11));

    // when
    for (int i = 0; i < 3; i++) {
      assertThat(circuit.allows()).isTrue();
      circuit.answered();
    }

    // then
    IntStream.range(0, 50).forEach(_ -> assertThat(circuit.allows()).isTrue());
  }

  @Test
  void shouldNotCountWhatDidNotTakePlace() {
    // given
    fail(20);
    time.advance(Duration.ofSeconds(11));

    // when
    IntStream.range(0, 10)
        .forEach(
            _ -> {
              assertThat(circuit.allows()).isTrue();
              circuit.withdrawn();
            });

    // then
    assertThat(circuit.allows()).isTrue();
  }

  private void fail(int calls) {
    IntStream.range(0, calls).forEach(_ -> circuit.failed());
  }
}
