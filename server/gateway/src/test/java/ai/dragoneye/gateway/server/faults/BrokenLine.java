package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens to connections, before any byte of a request has passed.
 *
 * @param before the step whose connections are hit, and those of all steps after it
 * @param trouble what happens to them
 * @param times how many are given up; 0 is all of them
 * @param lasting after which time connections are taken again, or null for never
 */
record BrokenLine(Step before, Trouble trouble, int times, @Nullable Duration lasting) {
  enum Trouble {
    /** Nothing listens. */
    REFUSED,
    /** The backlog is full: nothing answers. */
    UNANSWERED,
    /** Taken, then reset within the TLS handshake. */
    RESET,
    /** Taken, then closed within the TLS handshake. */
    CLOSED
  }

  static BrokenLine forGood(Step before, Trouble trouble) {
    return new BrokenLine(before, trouble, 0, null);
  }

  /** Some connections are taken and given up; all of them where {@code times} is 0. */
  static BrokenLine givingUp(Step before, Trouble trouble, int times) {
    return new BrokenLine(before, trouble, times, null);
  }

  static BrokenLine forAWhile(Step before, Trouble trouble) {
    return new BrokenLine(before, trouble, 0, Duration.ofMillis(300));
  }

  boolean tls() {
    return trouble == Trouble.RESET || trouble == Trouble.CLOSED;
  }

  /** Whether it begins with the answer to a request. */
  boolean beginsWith(String requestLine, String answer) {
    return switch (before) {
      case BEGIN -> false;
      case UPLOAD -> requestLine.contains(" /prediction-task/begin");
      case PREDICT -> requestLine.contains(" /media-store");
      case STATUS -> requestLine.contains(" /predict ");
      case RESULTS ->
          requestLine.contains(" /prediction-task/status") && answer.contains("\"predicted\"");
    };
  }
}
