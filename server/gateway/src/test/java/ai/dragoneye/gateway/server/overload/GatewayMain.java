package ai.dragoneye.gateway.server.overload;

import ai.dragoneye.gateway.server.GatewayServer;
import ai.dragoneye.gateway.server.admission.AdmissionState;
import ai.dragoneye.gateway.server.config.ConfigLoader;
import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A gateway in a process of its own: prints its port, then its state for each line it reads, and
 * ends with its input.
 */
final class GatewayMain {
  private static final AtomicLong PEAK_DIRECT = new AtomicLong();
  private static final AtomicLong PEAK_MEDIA = new AtomicLong();

  private GatewayMain() {}

  public static void main(String[] args) throws IOException {
    PrintStream output = System.out;
    // The log must not mix with what is told here.
    System.setOut(System.err);
    try (GatewayServer gateway = GatewayServer.start(ConfigLoader.load(null, System.getenv()));
        ScheduledExecutorService sampling =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())) {
      var _ = sampling.scheduleAtFixedRate(() -> sample(gateway), 0, 5, TimeUnit.MILLISECONDS);
      output.println(gateway.port());
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (input.readLine() != null) {
        output.println(state(gateway));
      }
      sampling.shutdownNow();
    }
  }

  private static void sample(GatewayServer gateway) {
    PEAK_DIRECT.accumulateAndGet(PlatformDependent.usedDirectMemory(), Math::max);
    PEAK_MEDIA.accumulateAndGet(gateway.admission().state().mediaBytes(), Math::max);
  }

  private static String state(GatewayServer gateway) {
    AdmissionState state = gateway.admission().state();
    long[] values = {
      state.predictions(),
      state.waiting(),
      state.mediaBytes(),
      state.streams(),
      state.reads(),
      gateway.activeCalls(),
      PEAK_MEDIA.get(),
      PEAK_DIRECT.get()
    };
    StringBuilder line = new StringBuilder();
    for (long value : values) {
      line.append(value).append(' ');
    }
    return line.toString().strip();
  }
}
