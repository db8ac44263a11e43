package ai.dragoneye.gateway.client;

import io.grpc.Status;
import java.util.StringJoiner;

/**
 * The text of an exception: what happened and what to do, then in brackets what a person needs to
 * look further.
 */
final class FailureMessage {
  private FailureMessage() {}

  static String of(Failure failure, Status status) {
    StringJoiner facts = new StringJoiner(", ", " [", "]");
    String reason = failure.reason();
    facts.add(reason == null ? failure.code().name() : reason);
    failure.phase().ifPresent(phase -> facts.add("phase " + phase));
    failure.taskId().ifPresent(id -> facts.add("task " + id));
    failure.predictSent().ifPresent(sent -> facts.add("predict sent: " + wordFor(sent)));
    String advice =
        FailureAdvice.about(failure, status).map(whatToDo -> "; " + whatToDo).orElse("");
    return whatHappened(failure, status) + advice + facts;
  }

  private static String whatHappened(Failure failure, Status status) {
    String description = status.getDescription();
    String said = description == null || description.isBlank() ? "The call failed" : description;
    Throwable cause = status.getCause();
    if (failure.reason() != null || cause == null || cause.getMessage() == null) {
      return said;
    }
    // gRPC itself says no more than "io exception" here.
    boolean connection = failure.code() == Status.Code.UNAVAILABLE;
    return (connection ? "The connection to the gateway failed" : said) + ": " + cause.getMessage();
  }

  private static String wordFor(PredictSent sent) {
    return switch (sent) {
      case NO -> "no";
      case YES -> "yes";
      case UNKNOWN -> "unknown";
    };
  }
}
