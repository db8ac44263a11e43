package ai.dragoneye.gateway.benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Describes the machine that this process runs on. */
public final class MachineProbe {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private MachineProbe() {}

  /**
   * Looks at the machine now.
   *
   * @param versions of what took part, by name
   */
  public static Machine describe(Map<String, String> versions) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() >> 20,
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        "%s %s".formatted(System.getProperty("java.vendor.version"), Runtime.version()),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        new TreeMap<>(versions));
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown CPU");
    } catch (IOException notLinux) {
      return "unknown CPU";
    }
  }
}
