package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.AuthenticationSettings;
import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.config.TlsSettings;
import ai.dragoneye.gateway.upstream.ApiKey;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * TLS and authentication as configured. The files they rest on are looked at again and again, and
 * hold, where they changed, for new connections and calls. Thread-safe. Closing it ends looking.
 */
public final class GatewaySecurity implements AutoCloseable {
  private final MountedFiles files;
  private final Clock clock;
  private final @Nullable Mounted<ServedCertificate> certificate;
  private final @Nullable IssuerKeys issuerKeys;
  private final @Nullable Supplier<ApiKey> ownKey;
  private final Callers callers;
  private final @Nullable TaskHandles taskHandles;

  private GatewaySecurity(
      GatewayConfig config, Clock clock, MountedFiles files, @Nullable IssuerKeys issuerKeys) {
    this.files = files;
    this.clock = clock;
    this.issuerKeys = issuerKeys;
    this.certificate = config.tls().enabled() ? certificate(config.tls()) : null;
    this.ownKey = ownKey(config);
    this.callers = new Authentication(ways(config), new Policies(config.callers(), ownKey, files));
    this.taskHandles = taskHandles(config.taskHandleKeysFile());
  }

  private @Nullable Supplier<ApiKey> ownKey(GatewayConfig config) {
    ApiKey key = config.apiKey();
    Path file = config.apiKeyFile();
    if (key == null || !config.usesOwnKey()) {
      return null;
    }
    String setting = "upstream.api_key_file";
    return file == null
        ? () -> key
        : files.mount(
            setting,
            List.of(file),
            contents -> UpstreamKeyFile.parse(setting, file, contents.getFirst()));
  }

  private @Nullable TaskHandles taskHandles(@Nullable Path file) {
    return file == null
        ? null
        : new TaskHandles(
            files.mount(
                "task_handle_keys_file",
                List.of(file),
                contents -> HandleKeys.parse(file, contents.getFirst())));
  }

  /**
   * Reads everything that is configured.
   *
   * @param clock tells what has expired
   * @throws ConfigException where any of it cannot be used
   */
  public static GatewaySecurity of(GatewayConfig config, Clock clock) {
    MountedFiles files = new MountedFiles();
    AuthenticationSettings.Jwt jwt = config.authentication().jwt();
    IssuerKeys issuerKeys = null;
    try {
      issuerKeys = jwt.enabled() ? IssuerKeys.of(jwt, files) : null;
      GatewaySecurity security = new GatewaySecurity(config, clock, files, issuerKeys);
      files.watch(config.server().reloadInterval());
      return security;
    } catch (RuntimeException | Error e) {
      close(files, issuerKeys);
      throw e;
    }
  }

  private static void close(MountedFiles files, @Nullable IssuerKeys issuerKeys) {
    files.close();
    if (issuerKeys != null) {
      issuerKeys.close();
    }
  }

  private Mounted<ServedCertificate> certificate(TlsSettings tls) {
    return files.mount(
        "tls",
        ServedCertificate.files(tls),
        contents -> ServedCertificate.parse(tls, contents, clock));
  }

  private Authentication.Ways ways(GatewayConfig config) {
    boolean certificates = config.tls().clientCaFile() != null;
    AuthenticationSettings settings = config.authentication();
    return new Authentication.Ways(
        tokens(settings.tokensFile()),
        issuerKeys == null ? null : new JwtVerifier(settings.jwt(), issuerKeys.source(), clock),
        certificates,
        Authentication.Ways.nothing(settings, certificates));
  }

  private @Nullable Supplier<StaticTokens> tokens(@Nullable Path file) {
    return file == null
        ? null
        : files.mount(
            "authentication.tokens_file",
            List.of(file),
            contents -> StaticTokens.parse(file, contents.getFirst()));
  }

  /** The gateway's own key, as it is at the moment; null where no caller is served with it. */
  public @Nullable Supplier<ApiKey> ownKey() {
    return ownKey;
  }

  /** Tells who calls. */
  public Callers callers() {
    return callers;
  }

  /** What connections are accepted with; empty for plaintext. */
  public Optional<SslContext> sslContext() {
    Mounted<ServedCertificate> served = certificate;
    return served == null
        ? Optional.empty()
        : Optional.of(new RenewedSslContext(() -> served.get().context()));
  }

  /** When the certificate served now ends to be valid; empty for plaintext. */
  public Optional<Instant> certificateExpiry() {
    return Optional.ofNullable(certificate).map(served -> served.get().expiry());
  }

  /** Makes task ids that hold for one caller; null where tasks are not private. */
  public @Nullable TaskHandles taskHandles() {
    return taskHandles;
  }

  /** Looks at the files now, and not only at their next turn. Blocks while it reads. */
  public void reload() {
    files.reload();
  }

  @Override
  public void close() {
    close(files, issuerKeys);
  }
}
