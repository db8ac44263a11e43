@NullMarked
package ai.dragoneye.gateway.upstream.frames;

import org.jspecify.annotations.NullMarked;
