package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.telemetry.CallTelemetry;
import ai.dragoneye.gateway.server.telemetry.CallTrack;
import io.grpc.Metadata;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Set;

/** Calls that nobody measures. */
final class Tracks {
  private Tracks() {}

  static CallTrack unmeasured() {
    return new CallTelemetry(OpenTelemetry.noop(), Set.of())
        .begin("service/Method", new Metadata());
  }
}
