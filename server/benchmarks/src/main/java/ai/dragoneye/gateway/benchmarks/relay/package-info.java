/** How fast media passes through, beside the wire itself and other gateways. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
