package ai.dragoneye.gateway.server.config;

import ai.dragoneye.gateway.server.config.CallerPolicy.UpstreamKey;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the gateway can be told. Immutable. What each setting means, and its default, stands
 * in {@code defaults.yaml} beside this class.
 *
 * @param apiKey the gateway's own Dragoneye API key; null where every caller has another
 * @param apiKeyFile the file it was read from, to be looked at again; null where it was in none
 * @param listen where to listen
 * @param upstream how to reach the Dragoneye service
 * @param prediction limits of predictions
 * @param media limits of media
 * @param results what reading results may take
 * @param server limits of the gRPC server
 * @param admission how much is let in at a time
 * @param tls how connections are protected
 * @param authentication how callers are recognised
 * @param callers what callers may do; the first entry that matches one holds for it
 * @param taskHandleKeysFile keys that sign task ids; null where whoever knows a task's uuid may ask
 *     about it
 * @param health the port for probes and metrics
 * @param admin the port for whoever is logged in on the machine
 * @param telemetry where metrics and traces go
 * @param effective all of this as YAML, secrets hidden
 */
public record GatewayConfig(
    @Nullable ApiKey apiKey,
    @Nullable Path apiKeyFile,
    ListenAddress listen,
    UpstreamSettings upstream,
    PredictionSettings prediction,
    MediaSettings media,
    ResultSettings results,
    ServerSettings server,
    AdmissionSettings admission,
    TlsSettings tls,
    AuthenticationSettings authentication,
    List<CallerPolicy> callers,
    @Nullable Path taskHandleKeysFile,
    HealthSettings health,
    AdminSettings admin,
    TelemetrySettings telemetry,
    String effective) {

  /** Whether any caller is served with the gateway's own API key. */
  public boolean usesOwnKey() {
    return usesOwnKey(callers);
  }

  static boolean usesOwnKey(List<CallerPolicy> callers) {
    return callers.stream().anyMatch(policy -> policy.upstreamKey() == UpstreamKey.GATEWAY);
  }

  /** The defaults, for the service at {@code baseUrl}, on a free port of loopback. */
  public static GatewayConfig of(URI baseUrl, ApiKey apiKey) {
    return ConfigLoader.load(
        null,
        Map.of(
            "DRAGONEYE_API_KEY",
            apiKey.value(),
            "DRAGONEYE_GATEWAY_LISTEN",
            "127.0.0.1:0",
            "DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL",
            baseUrl.toString()));
  }
}
