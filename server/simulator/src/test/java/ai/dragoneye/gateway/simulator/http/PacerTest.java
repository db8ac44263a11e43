package ai.dragoneye.gateway.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PacerTest {
  private static final long ORIGIN = -5_000_000_000L;
  private static final long MILLI = 1_000_000;

  @Test
  void shouldWaitForAsLongAsTheBytesTake() {
    Pacer pacer = new Pacer(1000);

    assertThat(pacer.delayAfter(100, ORIGIN)).isEqualTo(Duration.ofMillis(100));
    assertThat(pacer.delayAfter(50, ORIGIN)).isEqualTo(Duration.ofMillis(150));
    assertThat(pacer.delayAfter(0, ORIGIN + 150 * MILLI)).isEqualTo(Duration.ZERO);
  }

  @Test
  void shouldKeepItsRateOnAverageWhenTimersAreLate() {
    Pacer pacer = new Pacer(1000);
    long now = ORIGIN;
    for (int i = 0; i < 100; i++) {
      now += pacer.delayAfter(10, now).toNanos() + 2 * MILLI;
    }

    assertThat(Duration.ofNanos(now - ORIGIN))
        .isBetween(Duration.ofMillis(990), Duration.ofMillis(1010));
  }

  @Test
  void shouldNotMakeUpForALongSilence() {
    Pacer pacer = new Pacer(1000);
    pacer.delayAfter(1, ORIGIN);

    assertThat(pacer.delayAfter(200, ORIGIN + 60_000 * MILLI)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void shouldNeverWaitWithoutALimit() {
    assertThat(new Pacer(0).delayAfter(Long.MAX_VALUE, ORIGIN)).isEqualTo(Duration.ZERO);
  }
}
