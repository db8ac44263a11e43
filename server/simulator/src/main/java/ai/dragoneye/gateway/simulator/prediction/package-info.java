/** What the simulated model says: deterministic objects, tracks and attributes. */
@NullMarked
package ai.dragoneye.gateway.simulator.prediction;

import org.jspecify.annotations.NullMarked;
