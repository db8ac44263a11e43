package ai.dragoneye.gateway.benchmarks.harness;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long things took that many did at a time. Thread-safe. */
public final class Latencies {
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();

  /** Adds one. */
  public void add(double milliseconds) {
    millis.add(milliseconds);
  }

  /** How many there are. */
  public int count() {
    return millis.size();
  }

  /**
   * The least time that this share of them did not exceed, in ms; not a number where there is none.
   *
   * @param share from 0 to 1
   */
  public double percentile(double share) {
    List<Double> sorted = millis.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
