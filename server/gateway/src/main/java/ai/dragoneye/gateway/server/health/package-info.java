/** The HTTP ports for whoever operates the gateway: health and metrics, and administration. */
@NullMarked
package ai.dragoneye.gateway.server.health;

import org.jspecify.annotations.NullMarked;
