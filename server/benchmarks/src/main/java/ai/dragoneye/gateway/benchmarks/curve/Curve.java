package ai.dragoneye.gateway.benchmarks.curve;

import ai.dragoneye.gateway.benchmarks.harness.Metric;
import java.io.IOException;

/**
 * What is done more and more of.
 *
 * @param name of its case and plot
 * @param unit what is done once at a factor of 1, in words
 * @param metric what grows with it: linearly, or less
 * @param step does it so many times as much
 */
record Curve(String name, String unit, Metric metric, Step step) {
  /** Does something. */
  @FunctionalInterface
  interface Step {
    /** Does it {@code factor} times as much and answers the metric's value. */
    double run(int factor) throws IOException, InterruptedException;
  }
}
