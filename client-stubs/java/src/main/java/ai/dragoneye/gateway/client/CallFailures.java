package ai.dragoneye.gateway.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.RejectedExecutionException;

/** Turns whatever ended a call into what its caller sees. */
final class CallFailures {
  private CallFailures() {}

  /** Whether the transport failed by itself: what a gateway answers has no cause on this side. */
  static boolean isUnreached(StatusRuntimeException failure) {
    Status status = failure.getStatus();
    return status.getCode() == Status.Code.UNAVAILABLE && status.getCause() != null;
  }

  /** An error or an unchecked exception. */
  static Throwable translated(Throwable failure, Observed observed) {
    if (failure instanceof StatusRuntimeException status) {
      return FailureTranslator.translate(status, observed);
    }
    if (failure instanceof InterruptedException || failure instanceof ClosedByInterruptException) {
      return cancelledBy(failure, observed);
    }
    if (failure instanceof IOException unreadable) {
      return new UncheckedIOException(
          "The media could not be read: " + unreadable.getMessage(), unreadable);
    }
    return failure;
  }

  /** What to throw; errors are thrown at once. */
  static RuntimeException unchecked(Throwable failure, Observed observed) {
    Throwable translated = translated(failure, observed);
    if (translated instanceof Error error) {
      throw error;
    }
    return (RuntimeException) translated;
  }

  /** How a call ends whose work an executor did not take. */
  static StatusRuntimeException rejected(RejectedExecutionException rejection) {
    return Status.CANCELLED
        .withDescription("The client was closed, or its executor; make a new one")
        .withCause(rejection)
        .asRuntimeException();
  }

  static CallCancelledException cancelledBy(Throwable interrupt, Observed observed) {
    Failure failure = Failure.unexplained(Status.Code.CANCELLED, observed);
    Status status =
        Status.CANCELLED.withDescription("The call was cancelled by an interrupt of its thread");
    return new CallCancelledException(FailureMessage.of(failure, status), failure, interrupt);
  }
}
