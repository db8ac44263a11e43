package ai.dragoneye.gateway.upstream.testing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is logged while a test wants it. Installed by logback-test.xml. */
public final class RecordingAppender extends AppenderBase<ILoggingEvent> {
  private static final List<String> LINES = new CopyOnWriteArrayList<>();
  private static volatile boolean recording;

  /** Starts anew. */
  public static void start(boolean record) {
    LINES.clear();
    recording = record;
  }

  /** Logger and message of every line since then. */
  public static List<String> lines() {
    return List.copyOf(LINES);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (recording) {
      LINES.add(event.getLoggerName() + ": " + event.getFormattedMessage());
    }
  }
}
