/** Scripted misbehaviour: what goes wrong, at which step, how often. */
@NullMarked
package ai.dragoneye.gateway.simulator.fault;

import org.jspecify.annotations.NullMarked;
