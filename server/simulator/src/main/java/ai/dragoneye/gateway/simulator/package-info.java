/** A Dragoneye-compatible HTTP server: the embedded default, the test double, the bench target. */
@NullMarked
package ai.dragoneye.gateway.simulator;

import org.jspecify.annotations.NullMarked;
