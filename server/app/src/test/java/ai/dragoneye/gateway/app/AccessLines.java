package ai.dragoneye.gateway.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** The calls of gateways in this JVM that ended for one reason, as the access log has them. */
final class AccessLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger log = (Logger) LoggerFactory.getLogger("ai.dragoneye.gateway.access");
  private final Queue<String> methods = new ConcurrentLinkedQueue<>();
  private final Level before = log.getLevel();
  private final String reason;

  private AccessLines(String reason) {
    this.reason = reason;
  }

  static AccessLines withReason(String reason) {
    AccessLines lines = new AccessLines(reason);
    lines.start();
    lines.log.setLevel(Level.INFO);
    lines.log.setAdditive(false);
    lines.log.addAppender(lines);
    return lines;
  }

  /** How many calls of that method. */
  long count(String method) {
    return methods.stream().filter(name -> name.endsWith("/" + method)).count();
  }

  @Override
  protected void append(ILoggingEvent line) {
    if (reason.equals(value(line, "reason"))) {
      methods.add(value(line, "method"));
    }
  }

  private static String value(ILoggingEvent line, String key) {
    return line.getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals(key))
        .map((KeyValuePair pair) -> String.valueOf(pair.value))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    log.detachAppender(this);
    log.setAdditive(true);
    log.setLevel(before);
    stop();
  }
}
