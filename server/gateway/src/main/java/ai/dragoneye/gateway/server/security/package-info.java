/** Who calls, and what they may do: TLS, authentication, policies. */
@NullMarked
package ai.dragoneye.gateway.server.security;

import org.jspecify.annotations.NullMarked;
