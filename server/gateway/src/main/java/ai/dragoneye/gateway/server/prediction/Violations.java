package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.FieldViolation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong with a config so far. */
final class Violations {
  private final String configPath;
  private final List<FieldViolation> found = new ArrayList<>();

  Violations(String configPath) {
    this.configPath = configPath;
  }

  void add(String field, String description) {
    found.add(new FieldViolation(pathOf(field), description));
  }

  void addAll(List<FieldViolation> more) {
    found.addAll(more);
  }

  String pathOf(String field) {
    return configPath + "." + field;
  }

  /** Adds a violation where {@code text} has more than {@code limit} bytes of UTF-8. */
  void requireShort(String field, String text, int limit) {
    int bytes = utf8Length(text);
    if (bytes > limit) {
      add(field, "has " + bytes + " bytes; send at most " + limit);
    }
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * @throws FailureException with InvalidRequest where anything was found
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new FailureException(new Failure.InvalidRequest(found));
    }
  }
}
