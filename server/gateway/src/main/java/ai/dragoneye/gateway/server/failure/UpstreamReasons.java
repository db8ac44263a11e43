package ai.dragoneye.gateway.server.failure;

import ai.dragoneye.gateway.upstream.UpstreamFailure;

/** Which reason each failure of the upstream client is. */
final class UpstreamReasons {
  private UpstreamReasons() {}

  static Reason of(UpstreamFailure failure) {
    return switch (failure) {
      case UpstreamFailure.BeginRejected _ -> Reason.TASK_BEGIN_REJECTED;
      case UpstreamFailure.BeginUnavailable _ -> Reason.TASK_BEGIN_UNAVAILABLE;
      case UpstreamFailure.UploadFailed _ -> Reason.UPLOAD_FAILED;
      case UpstreamFailure.UploadRejected _ -> Reason.UPLOAD_REJECTED;
      case UpstreamFailure.MediaTooLarge _ -> Reason.MEDIA_TOO_LARGE;
      case UpstreamFailure.NoRoom _ -> Reason.GATEWAY_OVERLOADED;
      case UpstreamFailure.ChecksumMismatch _ -> Reason.CHECKSUM_MISMATCH;
      case UpstreamFailure.SizeMismatch _ -> Reason.SIZE_MISMATCH;
      case UpstreamFailure.PredictRejected _ -> Reason.PREDICT_REJECTED;
      case UpstreamFailure.PredictUnavailable _ -> Reason.PREDICT_UNAVAILABLE;
      case UpstreamFailure.ResultsUnavailable _ -> Reason.RESULTS_UNAVAILABLE;
      case UpstreamFailure.ResultsCorrupt _ -> Reason.RESULTS_CORRUPT;
      case UpstreamFailure.ResultsTooLarge _ -> Reason.RESULTS_TOO_LARGE;
      case UpstreamFailure.Unavailable _ -> Reason.UPSTREAM_UNAVAILABLE;
      case UpstreamFailure.TaskNotFound _ -> Reason.TASK_NOT_FOUND;
      case UpstreamFailure.RateLimited _ -> Reason.UPSTREAM_RATE_LIMITED;
      case UpstreamFailure.CredentialsRejected _ -> Reason.UPSTREAM_CREDENTIALS_REJECTED;
    };
  }
}
