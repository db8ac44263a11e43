/**
 * Who gets in and who is sent away: quotas of callers, places and memory of the gateway, and how
 * much the service upstream can take.
 */
@NullMarked
package ai.dragoneye.gateway.server.admission;

import org.jspecify.annotations.NullMarked;
