/** A video result turned from objects into frames: an external sort by time. */
@NullMarked
package ai.dragoneye.gateway.upstream.frames;

import org.jspecify.annotations.NullMarked;
