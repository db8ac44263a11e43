package ai.dragoneye.gateway.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The simulator's time where a test decides when its tasks move on. */
final class SettableClock implements InstantSource {
  private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }
}
