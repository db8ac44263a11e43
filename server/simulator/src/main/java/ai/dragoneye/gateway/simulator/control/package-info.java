/** Fault scripting and the request log over HTTP, on a port of their own. */
@NullMarked
package ai.dragoneye.gateway.simulator.control;

import org.jspecify.annotations.NullMarked;
