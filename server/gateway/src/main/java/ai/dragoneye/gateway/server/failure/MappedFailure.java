package ai.dragoneye.gateway.server.failure;

import ai.dragoneye.gateway.v1.PredictionError;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Objects;
import org.slf4j.event.Level;

/**
 * A failure in the terms of gRPC and of the log.
 *
 * @param exception status and trailers, ready to be sent
 * @param reason the name in ErrorInfo
 * @param metadata the entries of ErrorInfo
 * @param level at which the failure is logged
 */
public record MappedFailure(
    StatusRuntimeException exception, String reason, Map<String, String> metadata, Level level) {
  public MappedFailure {
    metadata = Map.copyOf(metadata);
  }

  /** The same for one prediction among several. */
  public PredictionError predictionError() {
    return PredictionError.newBuilder()
        .setCode(exception.getStatus().getCode().value())
        .setReason(reason)
        .setMessage(Objects.requireNonNullElse(exception.getStatus().getDescription(), ""))
        .putAllMetadata(metadata)
        .build();
  }
}
