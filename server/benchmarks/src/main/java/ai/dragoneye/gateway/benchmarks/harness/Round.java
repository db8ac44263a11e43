package ai.dragoneye.gateway.benchmarks.harness;

import java.io.IOException;
import java.util.Map;

/** One measurement of a subject. */
@FunctionalInterface
public interface Round {
  /** Runs once and answers the value of each metric that it measured. */
  Map<Metric, Double> run() throws IOException, InterruptedException;
}
