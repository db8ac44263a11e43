package ai.dragoneye.gateway.benchmarks.relay;

import ai.dragoneye.gateway.benchmarks.harness.Metric;
import java.io.IOException;
import java.util.Map;

/** Sends media in one way. */
interface Sender extends AutoCloseable {
  Metric SPEED = new Metric("mb_per_s", "MB/s");
  Metric CPU = new Metric("cpu_s_per_gib", "s");

  /** Sends so many bytes in all, and tells how fast that was and what it cost the server. */
  Map<Metric, Double> send(RelayCase how, long bytes) throws IOException, InterruptedException;

  @Override
  void close();
}
