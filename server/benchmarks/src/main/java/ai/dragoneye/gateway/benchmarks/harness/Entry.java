package ai.dragoneye.gateway.benchmarks.harness;

/**
 * A subject that takes part in a case.
 *
 * @param caseName what is done
 * @param subject who does it
 * @param rounds how often it is measured; those who take long are measured less often
 * @param round measures it once
 */
public record Entry(String caseName, String subject, int rounds, Round round) {}
