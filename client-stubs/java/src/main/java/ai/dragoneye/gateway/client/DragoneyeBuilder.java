package ai.dragoneye.gateway.client;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects how to reach a gateway. Not for several threads. */
public final class DragoneyeBuilder {
  /** The environment variable that holds the address where none is given. */
  public static final String ADDRESS_VARIABLE = "DRAGONEYE_GATEWAY";

  /**
   * Just above the five minutes that a gRPC server permits unless told otherwise, below the 350 s
   * after which load balancers forget a silent connection.
   */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(310);

  private static final Duration KEEP_ALIVE_ANSWER = Duration.ofSeconds(20);

  private final UnaryOperator<@Nullable String> environment;
  private @Nullable String address;
  private @Nullable Supplier<String> token;
  private @Nullable String apiKey;
  private @Nullable ChannelCredentials tls;
  private @Nullable Executor executor;
  private Duration keepAlive = KEEP_ALIVE;

  DragoneyeBuilder(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * Where the gateway is: {@code host:port}, {@code https://host[:port]} or {@code grpcs://…} for
   * TLS, {@code http://host[:port]} or {@code grpc://…} for plaintext. Without a scheme it is
   * plaintext on loopback ({@code localhost}, {@code 127.…}, {@code [::1]}) and TLS everywhere
   * else. Absent: what the environment variable {@value #ADDRESS_VARIABLE} says.
   */
  public DragoneyeBuilder address(String gateway) {
    address = gateway;
    return this;
  }

  /** The token that tells the gateway who calls. Never sent in plaintext off loopback. */
  public DragoneyeBuilder token(String callerToken) {
    String checked = CallerCredentials.checked("token", callerToken);
    return token(() -> checked);
  }

  /**
   * Where to get the token that tells the gateway who calls, for tokens that expire. Asked at the
   * start of each call, on the calling thread or, for asynchronous predictions, on one of the
   * executor's, and for batches on one of the client's own.
   */
  public DragoneyeBuilder token(Supplier<String> callerToken) {
    token = callerToken;
    return this;
  }

  /**
   * The Dragoneye API key to use, for gateways that pass keys through. Never sent in plaintext off
   * loopback.
   */
  public DragoneyeBuilder apiKey(String dragoneyeApiKey) {
    apiKey = CallerCredentials.checked("API key", dragoneyeApiKey);
    return this;
  }

  /**
   * Another TLS than the platform's default: own certificate authorities, a client certificate. See
   * {@link TlsChannelCredentials#newBuilder()}.
   *
   * @throws IllegalArgumentException if the credentials are for plaintext
   */
  public DragoneyeBuilder tls(ChannelCredentials credentials) {
    if (credentials instanceof InsecureChannelCredentials) {
      throw new IllegalArgumentException(
          "These credentials are for plaintext: choose that by the address, with http://");
    }
    tls = credentials;
    return this;
  }

  /**
   * What reads media for calls that do not read it on the calling thread, and runs listeners; it
   * may block as long as an upload takes, or a listener. On Java 21, virtual threads do well.
   * Remains the caller's. Any number of threads will do, even one: batches, whose sending waits for
   * the listener of their results, are read on daemon threads of the client's own. Absent: daemon
   * threads, as many as there are such uploads and listeners at work.
   */
  public DragoneyeBuilder executor(Executor mediaExecutor) {
    executor = mediaExecutor;
    return this;
  }

  /**
   * After how much silence a connection with calls on it is probed. A server ends connections that
   * probe more often than it permits. Absent: 310 s.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public DragoneyeBuilder keepAlive(Duration silence) {
    keepAlive = Durations.positive("keepalive", silence);
    return this;
  }

  /**
   * Makes the client. Connects at the first call, not yet.
   *
   * @throws IllegalStateException if there is no address, a secret would be sent in plaintext off
   *     loopback, or TLS was set up for an address in plaintext
   * @throws IllegalArgumentException if the address is none
   */
  public Dragoneye build() {
    GatewayAddress gateway = GatewayAddress.parse(addressOrDefault());
    CallerCredentials credentials = new CallerCredentials(token, apiKey);
    if (credentials.present() && gateway.exposed()) {
      throw new IllegalStateException(
          "A token or API key is not sent in plaintext to %s: use https://".formatted(gateway));
    }
    return new Dragoneye(Connection.owning(open(gateway, credentials), executor));
  }

  private String addressOrDefault() {
    String found = address != null ? address : environment.apply(ADDRESS_VARIABLE);
    if (found == null || found.isBlank()) {
      throw new IllegalStateException("No gateway: give its address, or set " + ADDRESS_VARIABLE);
    }
    return found;
  }

  private ManagedChannel open(GatewayAddress gateway, CallerCredentials credentials) {
    return Grpc.newChannelBuilder(gateway.target(), transportCredentials(gateway))
        .userAgent(UserAgent.TEXT)
        .defaultLoadBalancingPolicy("round_robin")
        .defaultServiceConfig(ReadRetries.SERVICE_CONFIG)
        .disableServiceConfigLookUp()
        .keepAliveTime(keepAlive.toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(KEEP_ALIVE_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
        .intercept(credentials, new TracePropagation())
        .build();
  }

  private ChannelCredentials transportCredentials(GatewayAddress gateway) {
    if (gateway.tls()) {
      return tls != null ? tls : TlsChannelCredentials.create();
    }
    if (tls != null) {
      throw new IllegalStateException(
          "TLS was set up, and http:// or a loopback address without a scheme means plaintext");
    }
    return InsecureChannelCredentials.create();
  }
}
