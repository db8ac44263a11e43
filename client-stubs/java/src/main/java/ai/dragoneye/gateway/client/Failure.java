package ai.dragoneye.gateway.client;

import io.grpc.Status;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a status of the gateway's, together with what the client saw itself, says about a failed
 * call.
 *
 * @param reason ErrorInfo.reason; null where the status is not the gateway's own
 * @param metadata ErrorInfo.metadata
 * @param retryDelay RetryInfo.retry_delay
 * @param fieldViolations BadRequest.field_violations
 */
record Failure(
    Status.Code code,
    @Nullable String reason,
    Map<String, String> metadata,
    @Nullable Duration retryDelay,
    List<FieldViolation> fieldViolations,
    Observed observed)
    implements Serializable {

  private static final Set<String> PHASES_BEFORE_PREDICT =
      Set.of("request", "admission", "spool", "begin", "upload");

  /** A failure of which there is no more than a code. */
  static Failure unexplained(Status.Code code, Observed observed) {
    return new Failure(code, null, Map.of(), null, List.of(), observed);
  }

  Optional<String> phase() {
    return Optional.ofNullable(metadata.get("phase"));
  }

  Optional<String> taskId() {
    return Optional.ofNullable(metadata.get("task_id"))
        .or(() -> Optional.ofNullable(observed.taskId()));
  }

  Optional<PredictSent> predictSent() {
    String said = metadata.getOrDefault("predict_sent", "");
    return switch (said) {
      case "no" -> Optional.of(PredictSent.NO);
      case "yes" -> Optional.of(PredictSent.YES);
      case "unknown" -> Optional.of(PredictSent.UNKNOWN);
      default -> Optional.ofNullable(observed.predictSent()).map(this::judgedByPhase);
    };
  }

  private PredictSent judgedByPhase(PredictSent seen) {
    return phase().filter(PHASES_BEFORE_PREDICT::contains).isPresent() ? PredictSent.NO : seen;
  }
}
