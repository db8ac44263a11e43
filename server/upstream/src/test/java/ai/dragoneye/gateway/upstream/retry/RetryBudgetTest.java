package ai.dragoneye.gateway.upstream.retry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.testing.FakeTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final FakeTime time = new FakeTime();
  private final RetryBudget budget = new RetryBudget(time);

  @Test
  void shouldAllowABurstAndThenATenthOfTheRequests() {
    // given
    assertThat(spendAll()).isEqualTo(100);

    // when
    IntStream.range(0, 55).forEach(_ -> budget.earn());

    // then
    assertThat(spendAll()).isEqualTo(5);
  }

  @Test
  void shouldEarnOneRetryASecondWithoutAnyRequest() {
    // given
    spendAll();

    // when
    time.advance(Duration.ofMillis(3_500));

    // then
    assertThat(spendAll()).isEqualTo(3);
  }

  @Test
  void shouldNotSaveUpMoreThanABurst() {
    // when
    time.advance(Duration.ofDays(1));
    IntStream.range(0, 5_000).forEach(_ -> budget.earn());

    // then
    assertThat(spendAll()).isEqualTo(100);
  }

  private int spendAll() {
    int spent = 0;
    while (budget.spend()) {
      spent++;
    }
    return spent;
  }
}
