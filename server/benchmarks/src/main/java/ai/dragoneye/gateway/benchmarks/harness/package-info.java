/**
 * What all benchmarks share: interleaved rounds, medians, ratios, the table, the JSON and the
 * machine they ran on. Knows nothing of what is measured.
 */
@NullMarked
package ai.dragoneye.gateway.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
