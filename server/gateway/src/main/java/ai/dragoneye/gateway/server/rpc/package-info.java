/** The gRPC services: thin, they delegate to the packages beside this one. */
@NullMarked
package ai.dragoneye.gateway.server.rpc;

import org.jspecify.annotations.NullMarked;
