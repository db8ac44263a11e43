/** What a gateway achieves that is asked for more than it can take. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
