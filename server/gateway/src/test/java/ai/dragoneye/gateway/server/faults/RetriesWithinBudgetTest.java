package ai.dragoneye.gateway.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.LeakCheck;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However many calls fail, their retries together stay within what the host is allowed. */
@ExtendWith(LeakCheck.class)
class RetriesWithinBudgetTest {
  private static final int CALLS = 60;
  private static final int MOST_SAVED_UP = 100;

  @Test
  void shouldSpendNoMoreRetriesThanTheBudgetOfTheHost() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "UPSTREAM_RETRY_MAX_ATTEMPTS", "5")) {
      // given
      gateway.simulator().faults().add(Fault.at(Step.STATUS).status(503).always());
      long start = System.nanoTime();

      // when
      for (int i = 0; i < CALLS; i++) {
        Ending ending = TaskCallers.getTask(gateway, Media.SMALL, "any");
        assertThat(ending.outcome()).isEqualTo(Phase.UPSTREAM_UNAVAILABLE);
      }

      // then
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
      int retries = gateway.simulator().requests().count(Step.STATUS) - CALLS;
      assertThat(retries)
          .isLessThanOrEqualTo((int) (MOST_SAVED_UP + CALLS / 10 + seconds))
          .isGreaterThanOrEqualTo(MOST_SAVED_UP);
    }
  }
}
