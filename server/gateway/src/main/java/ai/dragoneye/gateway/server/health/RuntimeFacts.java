package ai.dragoneye.gateway.server.health;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the JVM tells of itself. */
final class RuntimeFacts {
  private RuntimeFacts() {}

  static Map<String, Object> version() {
    String version = RuntimeFacts.class.getPackage().getImplementationVersion();
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("gateway", version == null ? "unpackaged" : version);
    facts.put("java", Runtime.version().toString());
    facts.put("vm", System.getProperty("java.vm.name"));
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("pid", ProcessHandle.current().pid());
    facts.put("uptime_seconds", Duration.ofMillis(uptime).toSeconds());
    return facts;
  }

  /** As the JDK dumps them; it writes to a new file only. */
  static String threads() throws IOException {
    Path folder = Files.createTempDirectory("dragoneye-threads");
    Path file = folder.resolve("dump");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
      return Files.readString(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  static Map<String, Object> memory() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("heap", usage(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage()));
    facts.put("non_heap", usage(ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage()));
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      facts.put(pool.getName(), usage(pool.getUsage()));
    }
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      facts.put(
          "buffers " + pool.getName(),
          Map.of("count", pool.getCount(), "used_bytes", pool.getMemoryUsed()));
    }
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      facts.put(
          "collector " + collector.getName(),
          Map.of(
              "collections",
              collector.getCollectionCount(),
              "milliseconds",
              collector.getCollectionTime()));
    }
    return facts;
  }

  private static Map<String, Long> usage(MemoryUsage usage) {
    return Map.of(
        "used_bytes", usage.getUsed(),
        "committed_bytes", usage.getCommitted(),
        "max_bytes", usage.getMax());
  }
}
