package ai.dragoneye.gateway.server.failure;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.List;

/** Everything a call can end with other than success: immutable and free of any transport. */
public sealed interface Failure {
  /** What happened and what to do about it, for people. */
  String message();

  /** The service or its object store failed. */
  record Upstream(UpstreamFailure failure) implements Failure {
    @Override
    public String message() {
      return failure.message();
    }
  }

  /** Fields of the request are missing or wrong, or its messages came in the wrong order. */
  record InvalidRequest(List<FieldViolation> violations) implements Failure {
    public InvalidRequest {
      violations = List.copyOf(violations);
    }

    /** A request with one thing wrong. */
    public InvalidRequest(String field, String description) {
      this(List.of(new FieldViolation(field, description)));
    }

    @Override
    public String message() {
      FieldViolation first = violations.getFirst();
      String rest = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
      return "invalid request: " + first.field() + " " + first.description() + rest;
    }
  }

  /** The media is of another family than the method is for, which takes {@code expected}. */
  record MediaTypeMismatch(String mimeType, String expected) implements Failure {
    @Override
    public String message() {
      return "this method takes media of type "
          + expected
          + ", not "
          + mimeType
          + "; correct config.mime_type or call the method for that media";
    }
  }

  /** The task is about another family of media than the method reads. */
  record TaskTypeMismatch(String predictionType, String expected) implements Failure {
    @Override
    public String message() {
      return "the task is a prediction of type "
          + predictionType
          + ", not "
          + expected
          + "; read it with the methods for that type";
    }
  }

  /** The caller has no task of that id. */
  record TaskNotFound() implements Failure {
    @Override
    public String message() {
      return "there is no task of this task_id for this caller; send the task_id that the gateway"
          + " gave out to it";
    }
  }

  /** The task failed; {@code status} is the service's own word for why. */
  record PredictionFailed(String status) implements Failure {
    @Override
    public String message() {
      return "the prediction failed with status " + status;
    }
  }

  /** The completion timeout passed while the task still had {@code status}. */
  record PredictionTimeout(Duration timeout, String status) implements Failure {
    @Override
    public String message() {
      return "the prediction did not complete within "
          + Durations.text(timeout)
          + "; it goes on upstream, watch it by its task_id";
    }
  }

  /** The task is still in progress. */
  record ResultsNotReady(String status, Duration retryAfter) implements Failure {
    @Override
    public String message() {
      return "the results are not there yet, the task has status "
          + status
          + "; ask again after "
          + Durations.text(retryAfter);
    }
  }

  /** The response exceeds what fits into one message; {@code alternative} streams it. */
  record ResponseTooLarge(long limitBytes, String alternative) implements Failure {
    @Override
    public String message() {
      return "the response exceeds "
          + limitBytes
          + " bytes, the limit for one message; read it with "
          + alternative;
    }
  }

  /** The gateway does not know the caller. */
  record CallerUnauthenticated(String message) implements Failure {}

  /** The caller is known and may not do this. */
  record CallerForbidden(String caller, String message) implements Failure {}

  /** The caller's share of the gateway is used up. */
  record CallerQuotaExceeded(String message, Duration retryAfter) implements Failure {}

  /** The gateway is full; {@code message} names the limit. */
  record GatewayOverloaded(String message, Duration retryAfter) implements Failure {}

  /** The gateway is shutting down. */
  record GatewayDraining(Duration retryAfter) implements Failure {
    @Override
    public String message() {
      return "this gateway is shutting down; repeat the call at another replica, or attach there to the task that task_id"
          + " names";
    }
  }

  /** The caller sent nothing, though asked to, for {@code timeout}. */
  record CallerStalled(Duration timeout) implements Failure {
    @Override
    public String message() {
      return "no media arrived for "
          + Durations.text(timeout)
          + "; send chunks without such pauses and half-close after the last one";
    }
  }

  /** The caller read nothing for {@code timeout}. */
  record ReaderStalled(Duration timeout) implements Failure {
    @Override
    public String message() {
      return "nothing was read from the response stream for "
          + Durations.text(timeout)
          + "; read while you write";
    }
  }

  /** The resume token does not fit task, filter or archive. */
  record ResumeTokenStale() implements Failure {
    @Override
    public String message() {
      return "resume_token does not fit this task and filter; start again without it";
    }
  }

  /** A bug; {@code incident} is in the log together with the cause. */
  record Internal(String incident) implements Failure {
    @Override
    public String message() {
      return "internal error of the gateway; its log tells more under incident " + incident;
    }
  }
}
