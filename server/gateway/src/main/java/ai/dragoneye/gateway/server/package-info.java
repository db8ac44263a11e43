/** The gateway as a gRPC server: {@link ai.dragoneye.gateway.server.GatewayServer} wires it. */
@NullMarked
package ai.dragoneye.gateway.server;

import org.jspecify.annotations.NullMarked;
