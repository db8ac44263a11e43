/** What can go wrong in a call, and the one place that turns it into a gRPC status. */
@NullMarked
package ai.dragoneye.gateway.server.failure;

import org.jspecify.annotations.NullMarked;
