/** What a gateway adds to the time that a prediction takes. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
