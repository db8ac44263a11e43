/** How many predictions a gateway gets done, and what one costs. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
