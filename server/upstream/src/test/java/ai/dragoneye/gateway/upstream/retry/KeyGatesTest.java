package ai.dragoneye.gateway.upstream.retry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.testing.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyGatesTest {
  private final FakeTime time = new FakeTime();
  private final KeyGates gates = new KeyGates(time);

  @Test
  void shouldHoldOneKeyBackAndNoOther() {
    // when
    gates.close(key("a"), Duration.ofSeconds(5));
    time.advance(Duration.ofSeconds(2));

    // then
    assertThat(gates.remaining(key("a"))).isEqualTo(Duration.ofSeconds(3));
    assertThat(gates.remaining(key("b"))).isEqualTo(Duration.ZERO);
  }

  @Test
  void shouldForgetAGateOnceItIsOpen() {
    // given
    gates.close(key("a"), Duration.ofSeconds(5));

    // when
    time.advance(Duration.ofSeconds(5));

    // then
    assertThat(gates.remaining(key("a"))).isEqualTo(Duration.ZERO);
    assertThat(gates.size()).isZero();
  }

  @Test
  void shouldNotOpenEarlierForAShorterWait() {
    // when
    gates.close(key("a"), Duration.ofSeconds(5));
    gates.close(key("a"), Duration.ofSeconds(1));

    // then
    assertThat(gates.remaining(key("a"))).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldKeepABoundedNumberOfGates() {
    // when
    for (int i = 0; i < 20_000; i++) {
      gates.close(key("key" + i), Duration.ofSeconds(5));
    }

    // then
    assertThat(gates.size()).isEqualTo(10_000);
    assertThat(gates.remaining(key("key19999"))).isPositive();
  }

  @Test
  void shouldKnowAKeyByItsHashOnly() {
    assertThat(key("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private static KeyHash key(String value) {
    return KeyHash.of(new ApiKey(value));
  }
}
