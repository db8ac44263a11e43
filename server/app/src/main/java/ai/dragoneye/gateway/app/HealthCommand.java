package ai.dragoneye.gateway.app;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running gateway for its health, as a container's health check does. */
@Command(
    name = "health",
    description = "Asks a running gateway whether it serves; exits with 0 if so, else with 1.",
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8080",
      description =
          "Where the gateway listens (default: ${DEFAULT-VALUE}); https://HOST:PORT for TLS,"
              + " http://HOST:PORT for its health port.")
  private String address = "";

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Certificate authorities to trust (PEM) instead of the JDK's; means TLS.")
  private @Nullable Path authorities;

  @Option(
      names = "--server-name",
      paramLabel = "NAME",
      description = "The name in the gateway's certificate, where it is not that of the address.")
  private @Nullable String serverName;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      defaultValue = "",
      description = "A gRPC service's full name; all of the gateway when left out.")
  private String service = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Override
  public Integer call() throws IOException {
    return address.startsWith(HTTP) ? askHealthPort() : askService();
  }

  /** Needs no credentials and no certificate, however callers are served. */
  private int askHealthPort() {
    Duration timeout = Duration.ofSeconds(timeoutSeconds);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "/readyz")).timeout(timeout).build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      boolean serves = answer.statusCode() == 200;
      print(serves ? ServingStatus.SERVING.name() : ServingStatus.NOT_SERVING.name());
      return serves ? 0 : 1;
    } catch (IOException | IllegalArgumentException failure) {
      print(address + ": " + OneLine.of(failure));
      return 1;
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int askService() throws IOException {
    ManagedChannel channel = connect();
    try {
      ServingStatus status =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(Duration.ofSeconds(timeoutSeconds))
              .check(HealthCheckRequest.newBuilder().setService(service).build())
              .getStatus();
      print(status.name());
      return status == ServingStatus.SERVING ? 0 : 1;
    } catch (StatusRuntimeException failure) {
      print(address + ": " + OneLine.of(failure));
      return 1;
    } finally {
      channel.shutdownNow();
    }
  }

  private ManagedChannel connect() throws IOException {
    boolean https = address.startsWith(HTTPS);
    ManagedChannelBuilder<?> builder =
        Grpc.newChannelBuilder(
            https ? address.substring(HTTPS.length()) : address,
            https || authorities != null ? tls() : InsecureChannelCredentials.create());
    return serverName == null ? builder.build() : builder.overrideAuthority(serverName).build();
  }

  private ChannelCredentials tls() throws IOException {
    return authorities == null
        ? TlsChannelCredentials.create()
        : TlsChannelCredentials.newBuilder().trustManager(authorities.toFile()).build();
  }

  private void print(String line) {
    if (spec != null) {
      spec.commandLine().getOut().println(line);
    }
  }
}
