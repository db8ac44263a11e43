package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.DragoneyeBuilder;
import ai.dragoneye.gateway.v1.Task;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach the gateway and as whom. Secrets come from files or variables, never from here. */
final class ConnectionOptions {
  static final String TOKEN_VARIABLE = "DRAGONEYE_TOKEN";

  @Option(
      names = {"-a", "--address"},
      paramLabel = "ADDRESS",
      description = {
        "The gateway: host:port, https://host[:port] or http://host[:port]",
        "(default: $DRAGONEYE_GATEWAY)."
      })
  private @Nullable String address;

  @Option(
      names = "--token-file",
      paramLabel = "PATH",
      description = {
        "File with the token that tells the gateway who calls",
        "(default: the token itself in $DRAGONEYE_TOKEN, else none)."
      })
  private @Nullable Path tokenFile;

  @Option(
      names = "--api-key-file",
      paramLabel = "PATH",
      description = "File with a Dragoneye API key, for gateways that pass keys through.")
  private @Nullable Path apiKeyFile;

  @Option(
      names = "--ca-file",
      paramLabel = "PATH",
      description = "Certificate authorities to trust (PEM) instead of the platform's.")
  private @Nullable Path authorities;

  @Option(
      names = "--cert-file",
      paramLabel = "PATH",
      description = "Certificate chain of this client (PEM); with --key-file.")
  private @Nullable Path certificate;

  @Option(
      names = "--key-file",
      paramLabel = "PATH",
      description = "Private key of this client (PEM, PKCS #8); with --cert-file.")
  private @Nullable Path key;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = Spans.Limit.class,
      description = "How long the command may take, for example 90s (default: no limit).")
  private @Nullable Duration deadline;

  Optional<Duration> deadline() {
    return Optional.ofNullable(deadline);
  }

  /** How a task is doing, within the deadline. */
  Task status(Dragoneye dragoneye, String taskId) {
    return deadline == null ? dragoneye.status(taskId) : dragoneye.status(taskId, deadline);
  }

  /** Makes a client, which connects at its first call. */
  Dragoneye connect(Environment environment) throws IOException {
    if (address == null) {
      throw new UsageException("No gateway: give --address, or set DRAGONEYE_GATEWAY");
    }
    try {
      DragoneyeBuilder builder = Dragoneye.builder().address(address);
      addToken(builder, environment);
      if (apiKeyFile != null) {
        builder.apiKey(secret(apiKeyFile));
      }
      addTls(builder);
      return builder.build();
    } catch (IllegalArgumentException | IllegalStateException refused) {
      throw new UsageException(String.valueOf(refused.getMessage()));
    }
  }

  private void addToken(DragoneyeBuilder builder, Environment environment) throws IOException {
    String token = tokenFile != null ? secret(tokenFile) : environment.variable(TOKEN_VARIABLE);
    if (token != null) {
      builder.token(token);
    }
  }

  private static String secret(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  private void addTls(DragoneyeBuilder builder) throws IOException {
    if ((certificate == null) != (key == null)) {
      throw new UsageException("--cert-file and --key-file go together");
    }
    if (authorities == null && certificate == null) {
      return;
    }
    TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
    if (authorities != null) {
      tls.trustManager(authorities.toFile());
    }
    if (certificate != null && key != null) {
      tls.keyManager(certificate.toFile(), key.toFile());
    }
    builder.tls(tls.build());
  }
}
