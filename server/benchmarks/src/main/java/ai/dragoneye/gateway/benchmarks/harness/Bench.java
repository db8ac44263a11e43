package ai.dragoneye.gateway.benchmarks.harness;

import java.io.IOException;

/** A benchmark that {@code gateway bench} runs. */
public interface Bench {
  /** Its name on the command line and of its JSON. */
  String name();

  /** What it measures, in a line. */
  String description();

  /** Runs it; how long that takes, it says itself. What it starts has ended when it returns. */
  Report run(BenchSettings settings) throws IOException, InterruptedException;
}
