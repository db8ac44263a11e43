package ai.dragoneye.gateway.server.config;

import java.time.Duration;

/** Checks of settings; what fails names the key. */
final class Require {
  private Require() {}

  static void that(boolean holds, String key, String demand) {
    if (!holds) {
      throw new InvalidSettingException(key, demand);
    }
  }

  static void positive(String key, Duration duration) {
    that(duration.isPositive(), key, "must be longer than zero");
  }

  static void positive(String key, long number) {
    that(number > 0, key, "must be at least 1");
  }
}
