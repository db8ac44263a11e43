package ai.dragoneye.gateway.server.failure;

import io.grpc.StatusRuntimeException;
import org.slf4j.event.Level;

/**
 * A failure in the terms of gRPC and of the log.
 *
 * @param exception status and trailers, ready to be sent
 * @param reason the name in ErrorInfo
 * @param level at which the failure is logged
 */
public record MappedFailure(StatusRuntimeException exception, String reason, Level level) {}
