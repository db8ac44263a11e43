/** Metrics and traces: what is measured, under which names, and where it goes. */
@NullMarked
package ai.dragoneye.gateway.server.telemetry;

import org.jspecify.annotations.NullMarked;
