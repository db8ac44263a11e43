package ai.dragoneye.gateway.app;

import ai.dragoneye.gateway.server.health.LogLevels;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** The levels of the loggers that {@link Logging} has set up. */
final class LogbackLevels implements LogLevels {
  @Override
  public Map<String, String> current() {
    return context().getLoggerList().stream()
        .filter(logger -> logger.getLevel() != null)
        .collect(Collectors.toMap(Logger::getName, logger -> logger.getLevel().toString()));
  }

  @Override
  public void set(String logger, String level) {
    context().getLogger(logger).setLevel(Level.toLevel(level));
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
