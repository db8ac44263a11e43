package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.ResultCompletion;
import org.junit.jupiter.api.Test;

/** A result of 10 elements of which a filter passes those at 4 and 7. */
class ResultCountsTest {
  private static ResultCompletion counts(long read, long sent) {
    return ResultCompletion.newBuilder().setReadCount(read).setSentCount(sent).build();
  }

  @Test
  void shouldCountAllFromBeginningOverInterruption() {
    ResultCounts counts = new ResultCounts(true);

    counts.element(4);
    counts.reopened();
    counts.element(7);

    assertThat(counts.total(counts(5, 1))).isEqualTo(counts(10, 2));
  }

  @Test
  void shouldCountAllAfterTokenOfCallerWithoutInterruption() {
    ResultCounts counts = new ResultCounts(false);

    counts.element(4);
    counts.element(7);

    assertThat(counts.total(counts(8, 2))).isEqualTo(counts(8, 2));
  }

  @Test
  void shouldCountAllAfterTokenOfCallerOverInterruptionBeforeFirstElement() {
    ResultCounts counts = new ResultCounts(false);

    counts.reopened();
    counts.element(4);
    counts.element(7);

    assertThat(counts.total(counts(8, 2))).isEqualTo(counts(8, 2));
  }

  @Test
  void shouldCountFromFirstElementAfterTokenOfCallerOverLaterInterruption() {
    ResultCounts counts = new ResultCounts(false);

    // The token stood after the element at 1: those at 2 and 3 were read and left out.
    counts.element(4);
    counts.reopened();
    counts.element(7);

    assertThat(counts.total(counts(5, 1))).isEqualTo(counts(6, 2));
  }
}
