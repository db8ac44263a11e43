package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each call that ended. Key names are part of what operators rely on. */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("ai.dragoneye.gateway.access");
  private static final String OWN_SERVICES = "dragoneye_gateway.";

  private AccessLog() {}

  static void write(CallContext call, Status.Code code) {
    // Probes and reflection would drown the rest.
    Level level = call.method().startsWith(OWN_SERVICES) ? Level.INFO : Level.DEBUG;
    LoggingEventBuilder line =
        LOG.atLevel(level)
            .addKeyValue("method", call.method())
            .addKeyValue("code", code)
            .addKeyValue("duration_ms", sinceMillis(call.startedNanos()))
            .addKeyValue("received_bytes", call.receivedBytes())
            .addKeyValue("sent_bytes", call.sentBytes());
    String caller = call.callerName();
    if (caller != null) {
      line = line.addKeyValue("caller", caller);
    }
    String reason = call.reason();
    if (reason != null) {
      line = line.addKeyValue("reason", reason);
    }
    call.describe(withPhases(line, call)).log("call ended");
  }

  private static LoggingEventBuilder withPhases(LoggingEventBuilder line, CallContext call) {
    LoggingEventBuilder described = line;
    for (Map.Entry<CallPhase, Long> phase : call.track().phases().durations().entrySet()) {
      described =
          described.addKeyValue(
              phase.getKey().wireName() + "_ms", TimeUnit.NANOSECONDS.toMillis(phase.getValue()));
    }
    return described;
  }

  private static long sinceMillis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
