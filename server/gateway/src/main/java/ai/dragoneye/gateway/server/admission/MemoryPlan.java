package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.config.QuotaOverride;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the budgets of a configuration come to, in memory of the JVM and on disk.
 *
 * @param heap sizes in bytes of what is on the heap, by key
 * @param direct of what is outside of it
 * @param disk of temporary files
 */
public record MemoryPlan(Map<String, Long> heap, Map<String, Long> direct, Map<String, Long> disk) {
  private static final long MIB = 1 << 20;

  // Netty gathers what came in buffers that double as they grow, and whoever keeps a part keeps the
  // whole buffer.
  private static final int BUFFERS_PER_MEDIA = 2;

  /** The plan of a configuration. */
  public static MemoryPlan of(GatewayConfig config) {
    Map<String, Long> heap = new LinkedHashMap<>();
    // Readers of frames sort and keep theirs in it.
    heap.put(
        "upstream.results.decode_memory_bytes", config.upstream().results().decodeMemoryBytes());
    heap.put("upstream.results.total_memory_bytes", config.upstream().results().totalMemoryBytes());
    heap.put("admission.request_bytes", config.admission().requestBytes());
    Map<String, Long> disk = new LinkedHashMap<>();
    disk.put("media.spool.max_total_bytes", config.media().spool().maxTotalBytes());
    disk.put("upstream.results.max_total_bytes", config.upstream().results().maxTotalBytes());
    Map<String, Long> direct = new LinkedHashMap<>();
    direct.put("2 * admission.media_bytes", BUFFERS_PER_MEDIA * config.admission().mediaBytes());
    // Nothing is reserved for what a call sends ahead until it has its place.
    direct.put(
        "2 * admission.predictions.max_waiting * server.flow_control_window_bytes",
        (long) BUFFERS_PER_MEDIA
            * config.admission().predictions().maxWaiting()
            * config.server().flowControlWindowBytes());
    // While they arrive; the messages made of them are on the heap.
    direct.put("admission.request_bytes", config.admission().requestBytes());
    return new MemoryPlan(heap, direct, disk);
  }

  /**
   * Makes sure that a configuration fits into this JVM, and its parts into each other.
   *
   * @throws ConfigException where they do not
   */
  public static MemoryPlan require(GatewayConfig config) {
    return require(config, JvmMemory.ofThisProcess());
  }

  /**
   * The same for another JVM.
   *
   * @throws ConfigException where they do not fit
   */
  public static MemoryPlan require(GatewayConfig config, JvmMemory memory) {
    MemoryPlan plan = of(config);
    plan.requireWithin(memory.heapBytes(), memory.directBytes());
    requireRoomForACall(config);
    return plan;
  }

  /**
   * Makes sure that the parts of a configuration fit into each other, whatever the JVM.
   *
   * @throws ConfigException where they do not
   */
  public static void requireRoomForACall(GatewayConfig config) {
    long least = MediaCosts.of(config.media(), config.server()).call();
    requireRoom("admission.media_bytes", config.admission().mediaBytes(), least);
    long quota = config.admission().quota().mediaBytes();
    if (quota > 0) {
      requireRoom("admission.quota.media_bytes", quota, least);
    }
    for (int i = 0; i < config.callers().size(); i++) {
      QuotaOverride own = config.callers().get(i).quota();
      if (own != null && own.mediaBytes() != null && own.mediaBytes() > 0) {
        requireRoom("callers[" + i + "].quota.media_bytes", own.mediaBytes(), least);
      }
    }
  }

  private static void requireRoom(String key, long bytes, long least) {
    if (bytes < least) {
      throw new ConfigException(
          "%s must be at least %d bytes, what one call reserves: server.flow_control_window_bytes, media.window_bytes and 1 MiB"
              .formatted(key, least));
    }
  }

  void requireWithin(long heapBytes, long directBytes) {
    requireWithin(heap, heapBytes, "the heap", "-Xmx");
    requireWithin(direct, directBytes, "direct memory", "-XX:MaxDirectMemorySize");
  }

  private static void requireWithin(
      Map<String, Long> parts, long bytes, String name, String option) {
    long sum = parts.values().stream().mapToLong(Long::longValue).sum();
    if (sum > bytes) {
      throw new ConfigException(
          "%s comes to %s, but %s is %s; lower them or raise %s"
              .formatted(text(parts), mebibytes(sum), name, mebibytes(bytes), option));
    }
  }

  /** The parts and their sizes, for people. */
  public static String text(Map<String, Long> parts) {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + " " + mebibytes(part.getValue()))
        .collect(Collectors.joining(" + "));
  }

  private static String mebibytes(long bytes) {
    return bytes / MIB + " MiB";
  }
}
