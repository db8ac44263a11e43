package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.FailureMapper;
import ai.dragoneye.gateway.server.failure.MappedFailure;
import ai.dragoneye.gateway.upstream.UpstreamException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The bad end of a call or of one image of a batch.
 *
 * @param failure what the caller gets to know
 * @param cause what only the log gets to know, or null
 */
record Ending(Failure failure, @Nullable Throwable cause) {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  /** What {@code thrown} means; whatever is not expected is a bug. */
  static Ending thrown(Throwable thrown) {
    return switch (thrown) {
      case FailureException expected -> new Ending(expected.failure(), null);
      case UpstreamException upstream ->
          new Ending(new Failure.Upstream(upstream.failure()), upstream.getCause());
      default -> new Ending(new Failure.Internal(newIncident()), thrown);
    };
  }

  /** Puts the failure in the terms of gRPC, and logs it. */
  MappedFailure report(Standing standing, String traceId) {
    MappedFailure mapped = FailureMapper.map(failure, standing.failureContext());
    LoggingEventBuilder line =
        standing
            .describe(LOG.atLevel(mapped.level()).addKeyValue("reason", mapped.reason()))
            .addKeyValue("trace_id", traceId);
    if (cause != null) {
      // The stack of a bug, the gist of what the network did.
      line =
          mapped.level() == Level.ERROR ? line.setCause(cause) : line.addKeyValue("cause", cause);
    }
    line.log(mapped.exception().getStatus().getDescription());
    return mapped;
  }

  private static String newIncident() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }
}
