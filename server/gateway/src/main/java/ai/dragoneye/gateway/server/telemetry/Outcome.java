package ai.dragoneye.gateway.server.telemetry;

import java.util.Locale;

/** How a call, a prediction or a phase of it ended. */
public enum Outcome {
  OK,
  /** With a reason. */
  FAILED,
  /** The caller went, or its deadline passed. */
  CANCELLED;

  private final String word = name().toLowerCase(Locale.ROOT);

  String word() {
    return word;
  }
}
