package ai.dragoneye.gateway.server.failure;

import ai.dragoneye.gateway.v1.ErrorReason;
import io.grpc.Status.Code;
import org.slf4j.event.Level;

/** The error table: code and log level of each reason. The level tells who must act. */
enum Reason {
  INVALID_REQUEST(ErrorReason.ERROR_REASON_INVALID_REQUEST, Code.INVALID_ARGUMENT, Level.DEBUG),
  MEDIA_TYPE_MISMATCH(
      ErrorReason.ERROR_REASON_MEDIA_TYPE_MISMATCH, Code.INVALID_ARGUMENT, Level.DEBUG),
  TASK_TYPE_MISMATCH(
      ErrorReason.ERROR_REASON_TASK_TYPE_MISMATCH, Code.FAILED_PRECONDITION, Level.DEBUG),
  TASK_BEGIN_REJECTED(
      ErrorReason.ERROR_REASON_TASK_BEGIN_REJECTED, Code.INVALID_ARGUMENT, Level.DEBUG),
  TASK_BEGIN_UNAVAILABLE(
      ErrorReason.ERROR_REASON_TASK_BEGIN_UNAVAILABLE, Code.UNAVAILABLE, Level.WARN),
  UPLOAD_FAILED(ErrorReason.ERROR_REASON_UPLOAD_FAILED, Code.UNAVAILABLE, Level.WARN),
  UPLOAD_REJECTED(ErrorReason.ERROR_REASON_UPLOAD_REJECTED, Code.FAILED_PRECONDITION, Level.WARN),
  MEDIA_TOO_LARGE(ErrorReason.ERROR_REASON_MEDIA_TOO_LARGE, Code.INVALID_ARGUMENT, Level.DEBUG),
  CHECKSUM_MISMATCH(ErrorReason.ERROR_REASON_CHECKSUM_MISMATCH, Code.INVALID_ARGUMENT, Level.DEBUG),
  SIZE_MISMATCH(ErrorReason.ERROR_REASON_SIZE_MISMATCH, Code.INVALID_ARGUMENT, Level.DEBUG),
  PREDICT_REJECTED(
      ErrorReason.ERROR_REASON_PREDICT_REJECTED, Code.FAILED_PRECONDITION, Level.DEBUG),
  PREDICT_UNAVAILABLE(ErrorReason.ERROR_REASON_PREDICT_UNAVAILABLE, Code.UNAVAILABLE, Level.WARN),
  PREDICTION_FAILED(
      ErrorReason.ERROR_REASON_PREDICTION_FAILED, Code.FAILED_PRECONDITION, Level.DEBUG),
  PREDICTION_TIMEOUT(
      ErrorReason.ERROR_REASON_PREDICTION_TIMEOUT, Code.DEADLINE_EXCEEDED, Level.INFO),
  RESULTS_UNAVAILABLE(
      ErrorReason.ERROR_REASON_RESULTS_UNAVAILABLE, Code.FAILED_PRECONDITION, Level.DEBUG),
  RESULTS_CORRUPT(ErrorReason.ERROR_REASON_RESULTS_CORRUPT, Code.DATA_LOSS, Level.ERROR),
  RESULTS_TOO_LARGE(
      ErrorReason.ERROR_REASON_RESULTS_TOO_LARGE, Code.RESOURCE_EXHAUSTED, Level.INFO),
  UPSTREAM_UNAVAILABLE(ErrorReason.ERROR_REASON_UPSTREAM_UNAVAILABLE, Code.UNAVAILABLE, Level.WARN),
  TASK_NOT_FOUND(ErrorReason.ERROR_REASON_TASK_NOT_FOUND, Code.NOT_FOUND, Level.DEBUG),
  UPSTREAM_RATE_LIMITED(
      ErrorReason.ERROR_REASON_UPSTREAM_RATE_LIMITED, Code.RESOURCE_EXHAUSTED, Level.WARN),
  UPSTREAM_CREDENTIALS_REJECTED(
      ErrorReason.ERROR_REASON_UPSTREAM_CREDENTIALS_REJECTED, Code.FAILED_PRECONDITION, Level.WARN),
  CALLER_UNAUTHENTICATED(
      ErrorReason.ERROR_REASON_CALLER_UNAUTHENTICATED, Code.UNAUTHENTICATED, Level.DEBUG),
  CALLER_FORBIDDEN(ErrorReason.ERROR_REASON_CALLER_FORBIDDEN, Code.PERMISSION_DENIED, Level.DEBUG),
  CALLER_QUOTA_EXCEEDED(
      ErrorReason.ERROR_REASON_CALLER_QUOTA_EXCEEDED, Code.RESOURCE_EXHAUSTED, Level.INFO),
  GATEWAY_OVERLOADED(ErrorReason.ERROR_REASON_GATEWAY_OVERLOADED, Code.UNAVAILABLE, Level.WARN),
  GATEWAY_DRAINING(ErrorReason.ERROR_REASON_GATEWAY_DRAINING, Code.UNAVAILABLE, Level.INFO),
  STREAM_STALLED(ErrorReason.ERROR_REASON_STREAM_STALLED, Code.ABORTED, Level.INFO),
  RESUME_TOKEN_STALE(
      ErrorReason.ERROR_REASON_RESUME_TOKEN_STALE, Code.FAILED_PRECONDITION, Level.DEBUG),
  INTERNAL(ErrorReason.ERROR_REASON_INTERNAL, Code.INTERNAL, Level.ERROR);

  private final ErrorReason contract;
  private final Code code;
  private final Level level;

  Reason(ErrorReason contract, Code code, Level level) {
    this.contract = contract;
    this.code = code;
    this.level = level;
  }

  ErrorReason contract() {
    return contract;
  }

  Code code() {
    return code;
  }

  Level level() {
    return level;
  }

  static Reason of(Failure failure) {
    return switch (failure) {
      case Failure.Upstream upstream -> UpstreamReasons.of(upstream.failure());
      case Failure.InvalidRequest _ -> INVALID_REQUEST;
      case Failure.MediaTypeMismatch _ -> MEDIA_TYPE_MISMATCH;
      case Failure.TaskTypeMismatch _ -> TASK_TYPE_MISMATCH;
      case Failure.TaskNotFound _ -> TASK_NOT_FOUND;
      case Failure.PredictionFailed _ -> PREDICTION_FAILED;
      case Failure.PredictionTimeout _ -> PREDICTION_TIMEOUT;
      case Failure.ResultsNotReady _ -> RESULTS_UNAVAILABLE;
      case Failure.ResponseTooLarge _ -> RESULTS_TOO_LARGE;
      case Failure.CallerUnauthenticated _ -> CALLER_UNAUTHENTICATED;
      case Failure.CallerForbidden _ -> CALLER_FORBIDDEN;
      case Failure.CallerQuotaExceeded _ -> CALLER_QUOTA_EXCEEDED;
      case Failure.GatewayOverloaded _ -> GATEWAY_OVERLOADED;
      case Failure.GatewayDraining _ -> GATEWAY_DRAINING;
      case Failure.CallerStalled _, Failure.ReaderStalled _ -> STREAM_STALLED;
      case Failure.ResumeTokenStale _ -> RESUME_TOKEN_STALE;
      case Failure.Internal _ -> INTERNAL;
    };
  }
}
