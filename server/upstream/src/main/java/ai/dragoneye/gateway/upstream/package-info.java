/**
 * Client of the Dragoneye HTTP API: the five steps of a prediction, blocking for virtual threads,
 * on Netty underneath.
 *
 * <p>Knows no gRPC service. Failures are {@link ai.dragoneye.gateway.upstream.UpstreamFailure}s.
 */
@NullMarked
package ai.dragoneye.gateway.upstream;

import org.jspecify.annotations.NullMarked;
