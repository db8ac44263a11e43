/** Prediction tasks: what was begun, what was stored, and how their status moves with time. */
@NullMarked
package ai.dragoneye.gateway.simulator.task;

import org.jspecify.annotations.NullMarked;
