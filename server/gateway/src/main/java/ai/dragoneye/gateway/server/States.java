package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.health.Readiness;
import ai.dragoneye.gateway.server.telemetry.Gauges;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaSpool;
import ai.dragoneye.gateway.upstream.PoolUse;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.storage.SpaceBudget;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The gateway's states as gauges. */
final class States {
  private static final String BYTES = "By";

  private final Gauges gauges;

  States(Gauges gauges) {
    this.gauges = gauges;
  }

  void ofServing(GatewayServer server, Readiness readiness) {
    gauges.gauge("calls.in_flight", "{call}", "Calls at work", server::activeCalls);
    gauges.gauge("tasks.polled", "{task}", "Tasks whose status is polled", server::polledTasks);
    gauges.gauge(
        "draining", "1", "Whether the gateway is ending", () -> one(readiness.isDraining()));
    gauges.gauge("ready", "1", "Whether new calls should come", () -> one(readiness.isReady()));
  }

  /** Only where there is a certificate. */
  void ofCertificate(Supplier<Instant> expiry) {
    gauges.gauge(
        "certificate.expiry",
        "s",
        "How long the served certificate is still valid",
        () -> Instant.now().until(expiry.get(), ChronoUnit.SECONDS));
  }

  private static long one(boolean holds) {
    return holds ? 1 : 0;
  }

  void ofBudgets(MediaSpool spool, DragoneyeClient client) {
    SpaceBudget memory = client.storage().memory();
    SpaceBudget disk = client.storage().disk();
    DecodeMemory decoding = client.storage().decoding();
    budgets(
        "budget.used",
        "What is in use of what calls share",
        Map.of(
            "spool", spool::usedBytes,
            "result_memory", memory::used,
            "result_disk", disk::used,
            "decode", decoding::reservedBytes));
    budgets(
        "budget.limit",
        "What calls share",
        Map.of(
            "spool", spool::totalBytes,
            "result_memory", memory::total,
            "result_disk", disk::total,
            "decode", decoding::totalBytes));
  }

  private void budgets(String name, String description, Map<String, LongSupplier> values) {
    gauges.gauge(name, BYTES, description, "budget", values);
  }

  void ofPools(DragoneyeClient client) {
    pools("active", "Connections in use", PoolUse::active, client);
    pools("idle", "Connections that are open and free", PoolUse::idle, client);
    pools("pending", "Calls that wait for a connection", PoolUse::pending, client);
  }

  private void pools(
      String state, String description, ToIntFunction<PoolUse> part, DragoneyeClient client) {
    gauges.gauge(
        "pool." + state,
        "{connection}",
        description,
        "pool",
        Map.of("api", of(client::apiPool, part), "store", of(client::storePool, part)));
  }

  private static LongSupplier of(Supplier<PoolUse> pool, ToIntFunction<PoolUse> part) {
    return () -> part.applyAsInt(pool.get());
  }
}
