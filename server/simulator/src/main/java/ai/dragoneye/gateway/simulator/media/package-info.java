/** Uploaded media: digest, size, and the few facts read from its bytes. */
@NullMarked
package ai.dragoneye.gateway.simulator.media;

import org.jspecify.annotations.NullMarked;
