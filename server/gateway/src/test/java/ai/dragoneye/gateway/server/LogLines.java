package ai.dragoneye.gateway.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What is logged by one logger and those below it, until closed. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final Level levelBefore;
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  private LogLines(Logger logger) {
    this.logger = logger;
    this.levelBefore = logger.getLevel();
  }

  /** An empty name is the root. */
  public static LogLines of(String name, Level level) {
    Logger logger =
        (Logger) LoggerFactory.getLogger(name.isEmpty() ? Logger.ROOT_LOGGER_NAME : name);
    LogLines lines = new LogLines(logger);
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(level);
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
  }

  public List<ILoggingEvent> events() {
    return List.copyOf(events);
  }

  /** The key-value pairs of an event. */
  public static Map<String, String> pairs(ILoggingEvent event) {
    return event.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(levelBefore);
  }
}
