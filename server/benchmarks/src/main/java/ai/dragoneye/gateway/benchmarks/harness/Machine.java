package ai.dragoneye.gateway.benchmarks.harness;

import java.util.Map;

/**
 * What a benchmark ran on.
 *
 * @param cores those the JVM may use
 * @param memoryMb all of the machine's, in MiB
 * @param date of the run, UTC, ISO 8601
 * @param versions of what took part, by name
 */
public record Machine(
    String cpu,
    int cores,
    long memoryMb,
    String os,
    String jdk,
    String date,
    Map<String, String> versions) {

  /** One line for a person. */
  public String line() {
    return "%s, %d cores, %d MiB, %s, %s, %s".formatted(cpu, cores, memoryMb, os, jdk, date);
  }
}
