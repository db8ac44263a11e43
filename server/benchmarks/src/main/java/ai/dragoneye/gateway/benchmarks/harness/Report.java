package ai.dragoneye.gateway.benchmarks.harness;

import java.util.List;
import java.util.Map;

/**
 * What a run of a benchmark found.
 *
 * @param bench its name
 * @param machine what it ran on
 * @param cases what each case is, by its name, in order
 * @param rows the figures
 * @param outcomes the targets, judged
 * @param notRun why a subject took no part, by its name
 */
public record Report(
    String bench,
    Machine machine,
    Map<String, String> cases,
    List<Row> rows,
    List<Target.Outcome> outcomes,
    Map<String, String> notRun) {}
