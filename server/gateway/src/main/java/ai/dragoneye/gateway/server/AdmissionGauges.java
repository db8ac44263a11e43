package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.admission.Shed;
import ai.dragoneye.gateway.server.config.AdmissionSettings;
import ai.dragoneye.gateway.server.telemetry.Gauges;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is let in, what is sent away and what connects, as metrics. */
final class AdmissionGauges {
  private final Gauges gauges;

  AdmissionGauges(Gauges gauges) {
    this.gauges = gauges;
  }

  void ofAdmission(Admission admission) {
    AdmissionSettings limits = admission.settings();
    gauges.gauge(
        "admission.in_use",
        "1",
        "Places in use; waiting: calls that wait for one; tasks: accepted and not known to have ended",
        "place",
        Map.of(
            "predictions", () -> admission.state().predictions(),
            "waiting", () -> admission.state().waiting(),
            "tasks", () -> admission.state().tasks(),
            "streams", () -> admission.state().streams(),
            "reads", () -> admission.state().reads()));
    gauges.gauge(
        "admission.limit",
        "1",
        "Places there are; upstream: predictions of one API key, of several the one with the fewest",
        "place",
        Map.of(
            "predictions", limits.predictions()::max,
            "waiting", limits.predictions()::maxWaiting,
            "upstream", () -> admission.state().upstreamLimit(),
            "streams", limits::maxStreams,
            "reads", limits::maxReads));
    gauges.gauge(
        "admission.media",
        "By",
        "Memory for media on its way in",
        "what",
        Map.of("reserved", () -> admission.state().mediaBytes(), "limit", limits::mediaBytes));
    gauges.gauge(
        "admission.requests",
        "By",
        "Memory for requests that carry no media",
        "what",
        Map.of("used", () -> admission.requests().used(), "limit", limits::requestBytes));
    gauges.counter(
        "admission.shed",
        "1",
        "Calls and images of batches that were sent away",
        "limit",
        Stream.of(Shed.values())
            .collect(Collectors.toMap(Shed::label, reason -> () -> admission.shed(reason))));
  }

  void ofConnections(ConnectionLimit connections) {
    gauges.gauge("connections.open", "{connection}", "Connections of callers", connections::open);
    gauges.counter(
        "connections.accepted",
        "{connection}",
        "Connections of callers, and what came of them",
        "outcome",
        Map.of("taken", connections::taken, "refused", connections::refused));
  }
}
