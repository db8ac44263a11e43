package ai.dragoneye.gateway.server.results;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTimerTest {
  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
  void shouldGoOnAfterAFailure(Class<? extends Throwable> failure) {
    // given
    AtomicInteger looks = new AtomicInteger();

    // when
    try (ExpiryTimer _ =
        new ExpiryTimer(
            Duration.ofMillis(80),
            () -> {
              looks.incrementAndGet();
              fail(failure);
            })) {
      // then
      await().until(() -> looks.get() > 2);
    }
  }

  private static void fail(Class<? extends Throwable> failure) {
    if (failure == IllegalStateException.class) {
      throw new IllegalStateException("for the test");
    }
    throw new StackOverflowError("for the test");
  }
}
