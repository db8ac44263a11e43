package ai.dragoneye.gateway.server.failure;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of ErrorInfo metadata, as the comments of ErrorReason promise them. */
final class FailureMetadata {
  private final Map<String, String> entries = new LinkedHashMap<>();

  private FailureMetadata() {}

  static Map<String, String> of(Failure failure, FailureContext context) {
    FailureMetadata metadata = new FailureMetadata();
    metadata.put("phase", context.phase().wireName());
    metadata.put("task_id", context.taskId());
    PredictSent predictSent = context.predictSent();
    metadata.put("predict_sent", predictSent == null ? null : predictSent.wireName());
    metadata.putOwn(failure);
    return metadata.entries;
  }

  private void putOwn(Failure failure) {
    switch (failure) {
      case Failure.Upstream upstream -> putUpstream(upstream.failure());
      case Failure.MediaTypeMismatch mismatch -> {
        put("mime_type", mismatch.mimeType());
        put("expected", mismatch.expected());
      }
      case Failure.TaskTypeMismatch mismatch -> put("prediction_type", mismatch.predictionType());
      case Failure.PredictionFailed failed -> put("status", failed.status());
      case Failure.PredictionTimeout timeout -> put("status", timeout.status());
      case Failure.ResultsNotReady notReady -> put("status", notReady.status());
      case Failure.Internal internal -> put("incident", internal.incident());
      default -> {}
    }
  }

  private void putUpstream(UpstreamFailure failure) {
    Integer httpStatus = failure.httpStatus();
    put("upstream_status", httpStatus == null ? null : httpStatus.toString());
    switch (failure) {
      case UpstreamFailure.UploadRejected rejected -> put("store_code", rejected.storeCode());
      case UpstreamFailure.MediaTooLarge tooLarge -> put("store_code", tooLarge.storeCode());
      case UpstreamFailure.SizeMismatch mismatch -> {
        put("declared", Long.toString(mismatch.declared()));
        put("received", Long.toString(mismatch.received()));
      }
      case UpstreamFailure.ChecksumMismatch mismatch -> {
        put("declared", HexFormat.of().toHexDigits(mismatch.declared()));
        put("received", HexFormat.of().toHexDigits(mismatch.received()));
      }
      default -> {}
    }
  }

  private void put(String name, @Nullable String value) {
    if (value != null) {
      entries.put(name, value);
    }
  }
}
