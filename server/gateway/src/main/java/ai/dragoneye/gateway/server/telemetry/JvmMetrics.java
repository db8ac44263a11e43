package ai.dragoneye.gateway.server.telemetry;

import com.sun.management.OperatingSystemMXBean;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** The few metrics of the JVM that tell whether a process is well, by OpenTelemetry's names. */
public final class JvmMetrics {
  private static final double NANOS = 1e9;
  private static final AttributeKey<String> MEMORY = AttributeKey.stringKey("jvm.memory.type");
  private static final AttributeKey<String> BUFFERS =
      AttributeKey.stringKey("jvm.buffer.pool.name");

  private JvmMetrics() {}

  /** Has them measured when somebody looks. */
  public static void register(OpenTelemetry openTelemetry) {
    Meter meter = openTelemetry.getMeter(Names.SCOPE);
    memory(meter, ManagementFactory.getMemoryMXBean());
    buffers(meter, ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    meter
        .upDownCounterBuilder("jvm.thread.count")
        .setUnit("{thread}")
        .setDescription("Platform threads")
        .buildWithCallback(measured -> measured.record(threads.getThreadCount()));
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    meter
        .counterBuilder("jvm.cpu.time")
        .ofDoubles()
        .setUnit("s")
        .setDescription("Processor time of the process")
        .buildWithCallback(measured -> measured.record(system.getProcessCpuTime() / NANOS));
  }

  private static void memory(Meter meter, MemoryMXBean memory) {
    Attributes heap = Attributes.of(MEMORY, "heap");
    Attributes other = Attributes.of(MEMORY, "non_heap");
    meter
        .upDownCounterBuilder("jvm.memory.used")
        .setUnit("By")
        .setDescription("Memory in use")
        .buildWithCallback(
            measured -> {
              measured.record(memory.getHeapMemoryUsage().getUsed(), heap);
              measured.record(memory.getNonHeapMemoryUsage().getUsed(), other);
            });
  }

  private static void buffers(Meter meter, List<BufferPoolMXBean> pools) {
    meter
        .upDownCounterBuilder("jvm.buffer.memory.used")
        .setUnit("By")
        .setDescription("Memory of buffers outside of the heap")
        .buildWithCallback(
            measured ->
                pools.forEach(
                    pool ->
                        measured.record(
                            pool.getMemoryUsed(), Attributes.of(BUFFERS, pool.getName()))));
  }
}
