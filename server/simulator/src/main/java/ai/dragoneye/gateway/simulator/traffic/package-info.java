/** What the simulator has seen: counts per step and the story of each task. */
@NullMarked
package ai.dragoneye.gateway.simulator.traffic;

import org.jspecify.annotations.NullMarked;
