package ai.dragoneye.gateway.upstream.http;

import ai.dragoneye.gateway.upstream.PoolUse;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Network;
import ai.dragoneye.gateway.upstream.address.AddressPolicy;
import ai.dragoneye.gateway.upstream.address.GuardedResolverGroup;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.NameResolverProvider;

/**
 * Event loops, name resolution and connection pools, and the two kinds of client on them. Closing
 * it ends all its threads.
 */
public final class Transport implements AutoCloseable {
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(5);

  private final EventLoops loops;
  private final AddressResolverGroup<InetSocketAddress> names;
  private final GuardedResolverGroup guardedNames;
  private final PoolMeters apiMeters = new PoolMeters();
  private final PoolMeters storeMeters = new PoolMeters();
  private final ConnectionProvider apiPool;
  private final ConnectionProvider storePool;
  private final HttpClient api;
  private final HttpClient store;

  /** Starts with the given settings; an IllegalArgumentException where they cannot be used. */
  public Transport(UpstreamSettings settings, AddressPolicy policy) {
    UnaryOperator<HttpClient> trust = Trust.of(settings.network().trustedCertificates());
    UnaryOperator<HttpClient> proxy = Proxies.of(settings.network().proxy());
    Function<HttpClient, HttpClient> path = trust.andThen(proxy);
    this.loops = new EventLoops();
    this.names =
        NameResolverProvider.builder().build().newNameResolverGroup(loops.resources(), true);
    this.guardedNames = new GuardedResolverGroup(names, policy);
    this.apiPool = pool("dragoneye-api", settings.network(), apiMeters);
    this.storePool = pool("dragoneye-store", settings.network(), storeMeters);
    this.api = path.apply(client(apiPool, settings.timeouts(), names));
    // A store may answer and close while it is being written to: a failed write must not discard
    // its answer.
    this.store =
        path.apply(client(storePool, settings.timeouts(), guardedNames))
            .option(ChannelOption.AUTO_CLOSE, false)
            .responseTimeout(settings.timeouts().uploadResponse());
  }

  /** For calls of the Dragoneye API. */
  public HttpClient api() {
    return api;
  }

  /** For uploads: connects only where the address policy allows. */
  public HttpClient store() {
    return store;
  }

  /** Connections for calls of the Dragoneye API. */
  public PoolUse apiPool() {
    return apiMeters.use();
  }

  /** Connections for uploads. */
  public PoolUse storePool() {
    return storeMeters.use();
  }

  private ConnectionProvider pool(String name, Network network, PoolMeters meters) {
    return ConnectionProvider.builder(name)
        .maxConnections(network.maxConnections())
        .pendingAcquireTimeout(network.pendingAcquire())
        .pendingAcquireMaxCount(-1)
        .pendingAcquireTimer(loops::schedule)
        .maxLifeTime(network.maxLifetime())
        .maxIdleTime(network.maxIdle())
        .metrics(true, () -> meters)
        .build();
  }

  private HttpClient client(
      ConnectionProvider pool,
      UpstreamSettings.Timeouts timeouts,
      AddressResolverGroup<InetSocketAddress> resolver) {
    return HttpClient.create(pool)
        .runOn(loops.resources(), true)
        .resolver(resolver)
        .protocol(HttpProtocol.HTTP11)
        .disableRetry(true)
        .followRedirect(false)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeouts.connect().toMillis()))
        .headers(headers -> headers.set(HttpHeaderNames.USER_AGENT, UserAgent.VALUE));
  }

  @Override
  public void close() {
    apiPool.disposeLater().block(SHUTDOWN_LIMIT);
    storePool.disposeLater().block(SHUTDOWN_LIMIT);
    guardedNames.close();
    names.close();
    loops.close();
  }
}
