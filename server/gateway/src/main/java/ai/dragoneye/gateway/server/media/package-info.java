/**
 * Media on its way in: from transport buffers to a stream of bytes under the caller's flow control.
 */
@NullMarked
package ai.dragoneye.gateway.server.media;

import org.jspecify.annotations.NullMarked;
