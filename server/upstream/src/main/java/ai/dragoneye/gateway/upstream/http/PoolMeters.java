package ai.dragoneye.gateway.upstream.http;

import ai.dragoneye.gateway.upstream.PoolUse;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider.MeterRegistrar;

/** Sums up the pools of one kind: there is one for each host. Thread-safe. */
final class PoolMeters implements MeterRegistrar {
  private final Map<String, ConnectionPoolMetrics> pools = new ConcurrentHashMap<>();

  @Override
  public void registerMetrics(
      String poolName, String id, SocketAddress remoteAddress, ConnectionPoolMetrics metrics) {
    pools.put(key(id, remoteAddress), metrics);
  }

  @Override
  public void deRegisterMetrics(String poolName, String id, SocketAddress remoteAddress) {
    pools.remove(key(id, remoteAddress));
  }

  private static String key(String id, SocketAddress remoteAddress) {
    return id + " " + remoteAddress;
  }

  PoolUse use() {
    return new PoolUse(
        sum(ConnectionPoolMetrics::acquiredSize),
        sum(ConnectionPoolMetrics::idleSize),
        sum(ConnectionPoolMetrics::pendingAcquireSize));
  }

  private int sum(ToIntFunction<ConnectionPoolMetrics> part) {
    return pools.values().stream().mapToInt(part).sum();
  }
}
