package ai.dragoneye.gateway.benchmarks.harness;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How to run a benchmark.
 *
 * @param rounds how often a fast subject is measured
 * @param quick only the smallest case and what runs on the JVM: to see that it works
 * @param only names of the subjects to measure, empty for all
 * @param home directory of the benchmarks' module, where the peers are
 * @param work directory to keep generated data and installed peers in, across runs
 * @param progress told what is going on
 */
public record BenchSettings(
    int rounds, boolean quick, Set<String> only, Path home, Path work, Consumer<String> progress) {
  /** Whether a subject is to be measured. */
  public boolean wants(String subject) {
    return only.isEmpty() || only.contains(subject);
  }
}
