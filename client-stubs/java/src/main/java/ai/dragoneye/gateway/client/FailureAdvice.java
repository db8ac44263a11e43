package ai.dragoneye.gateway.client;

import io.grpc.Status;
import java.util.Optional;

/** What to do after a failure on which no gateway had a say; where one had, its message tells. */
final class FailureAdvice {
  private FailureAdvice() {}

  /** Half a sentence; empty where there is nothing to do. */
  static Optional<String> about(Failure failure, Status status) {
    if (failure.reason() != null) {
      return Optional.empty();
    }
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          Optional.of(
              status.getCause() == null
                  ? afterLoss(failure)
                  : "check that a gateway listens at this address, with or without TLS as it says");
      case DEADLINE_EXCEEDED -> Optional.of(afterDeadline(failure));
      case UNIMPLEMENTED -> Optional.of("check the address: this is no gateway, or an older one");
      case INTERNAL, UNKNOWN ->
          Optional.of("if it stays so, tell whoever operates the gateway or a proxy before it");
      case DATA_LOSS -> Optional.of("read it again");
      default -> Optional.empty();
    };
  }

  private static String afterLoss(Failure failure) {
    return switch (failure.predictSent().orElse(PredictSent.NO)) {
      case NO -> "call again";
      case YES -> "do not predict again: read the task that was announced";
      case UNKNOWN -> "to call again may predict, and cost, twice";
    };
  }

  private static String afterDeadline(Failure failure) {
    return failure.predictSent().filter(sent -> sent == PredictSent.YES).isPresent()
        ? "the task goes on: read it by its id"
        : "allow more time";
  }
}
