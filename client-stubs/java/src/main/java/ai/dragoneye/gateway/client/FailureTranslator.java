package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ErrorReason;
import ai.dragoneye.gateway.v1.PredictionError;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides which exception a failed call becomes: by the gateway's reason, else
 * by the code.
 */
final class FailureTranslator {
  private FailureTranslator() {}

  /**
   * Makes an exception; where both the gateway and the client know something, the gateway's word
   * counts.
   */
  static DragoneyeException translate(StatusRuntimeException cause, Observed observed) {
    ErrorDetails details = ErrorDetails.of(cause);
    Failure failure =
        new Failure(
            cause.getStatus().getCode(),
            details.info().map(ErrorInfo::getReason).orElse(null),
            details.info().map(info -> Map.copyOf(info.getMetadataMap())).orElse(Map.of()),
            details.retryDelay().orElse(null),
            details.violations(),
            observed);
    return factoryFor(failure).make(FailureMessage.of(failure, cause.getStatus()), failure, cause);
  }

  /** Makes the exception that a call of its own would have thrown for one image of a batch. */
  static DragoneyeException translate(PredictionError error) {
    Status status = Status.fromCodeValue(error.getCode()).withDescription(error.getMessage());
    Failure failure =
        new Failure(
            status.getCode(),
            error.getReason(),
            error.getMetadataMap(),
            null,
            List.of(),
            new Observed(null, null));
    return of(status, failure);
  }

  /** Makes an exception for what only this side knows. */
  static DragoneyeException of(Status status, Failure failure) {
    return factoryFor(failure).make(FailureMessage.of(failure, status), failure, null);
  }

  private static Factory factoryFor(Failure failure) {
    return switch (reasonOf(failure)) {
      case ERROR_REASON_TASK_BEGIN_REJECTED, ERROR_REASON_TASK_BEGIN_UNAVAILABLE ->
          PredictionTaskBeginException::new;
      case ERROR_REASON_UPLOAD_FAILED,
          ERROR_REASON_UPLOAD_REJECTED,
          ERROR_REASON_MEDIA_TOO_LARGE,
          ERROR_REASON_CHECKSUM_MISMATCH,
          ERROR_REASON_SIZE_MISMATCH ->
          PredictionUploadException::new;
      case ERROR_REASON_PREDICT_REJECTED,
          ERROR_REASON_PREDICT_UNAVAILABLE,
          ERROR_REASON_PREDICTION_FAILED ->
          PredictionTaskException::new;
      case ERROR_REASON_PREDICTION_TIMEOUT -> PredictionTimeoutException::new;
      case ERROR_REASON_RESULTS_UNAVAILABLE,
          ERROR_REASON_RESULTS_CORRUPT,
          ERROR_REASON_RESULTS_TOO_LARGE ->
          PredictionTaskResultsUnavailableException::new;
      case ERROR_REASON_INVALID_REQUEST,
          ERROR_REASON_MEDIA_TYPE_MISMATCH,
          ERROR_REASON_TASK_TYPE_MISMATCH ->
          InvalidRequestException::new;
      case ERROR_REASON_RESUME_TOKEN_STALE -> ResumeTokenStaleException::new;
      case ERROR_REASON_TASK_NOT_FOUND -> TaskNotFoundException::new;
      case ERROR_REASON_CALLER_UNAUTHENTICATED, ERROR_REASON_CALLER_FORBIDDEN ->
          CallerRejectedException::new;
      case ERROR_REASON_UPSTREAM_CREDENTIALS_REJECTED -> CredentialsRejectedException::new;
      case ERROR_REASON_UPSTREAM_RATE_LIMITED, ERROR_REASON_CALLER_QUOTA_EXCEEDED ->
          RateLimitedException::new;
      case ERROR_REASON_GATEWAY_OVERLOADED, ERROR_REASON_GATEWAY_DRAINING ->
          GatewayUnavailableException::new;
      case ERROR_REASON_UPSTREAM_UNAVAILABLE -> ServiceUnavailableException::new;
      case ERROR_REASON_STREAM_STALLED -> StreamStalledException::new;
      case ERROR_REASON_INTERNAL -> GatewayInternalException::new;
      case ERROR_REASON_UNSPECIFIED, UNRECOGNIZED -> factoryFor(failure.code());
    };
  }

  private static ErrorReason reasonOf(Failure failure) {
    try {
      return ErrorReason.valueOf("ERROR_REASON_" + failure.reason());
    } catch (IllegalArgumentException newerOrNone) {
      return ErrorReason.UNRECOGNIZED;
    }
  }

  private static Factory factoryFor(Status.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> InvalidRequestException::new;
      case NOT_FOUND -> TaskNotFoundException::new;
      case UNAUTHENTICATED, PERMISSION_DENIED -> CallerRejectedException::new;
      case RESOURCE_EXHAUSTED -> RateLimitedException::new;
      case UNAVAILABLE -> GatewayUnavailableException::new;
      case DEADLINE_EXCEEDED -> DeadlineExceededException::new;
      case CANCELLED -> CallCancelledException::new;
      case INTERNAL -> GatewayInternalException::new;
      case OK, UNKNOWN, ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED, UNIMPLEMENTED, DATA_LOSS ->
          DragoneyeException::new;
    };
  }

  @FunctionalInterface
  private interface Factory {
    DragoneyeException make(String message, Failure failure, @Nullable Throwable cause);
  }
}
