package ai.dragoneye.gateway.server.health;

import java.util.Map;
import java.util.Set;

/** The levels of the process's loggers, of whatever logging library it uses. Thread-safe. */
public interface LogLevels {
  /** What a level may be. */
  Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

  /** For a process whose levels cannot be changed. */
  LogLevels FIXED =
      new LogLevels() {
        @Override
        public Map<String, String> current() {
          return Map.of();
        }

        @Override
        public void set(String logger, String level) {}
      };

  /** The levels that were set, by logger. */
  Map<String, String> current();

  /**
   * Sets a level.
   *
   * @param level one of {@link #LEVELS}
   */
  void set(String logger, String level);
}
