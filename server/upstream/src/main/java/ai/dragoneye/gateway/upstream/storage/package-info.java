/** Bytes on their way through memory and unlinked temporary files. */
@NullMarked
package ai.dragoneye.gateway.upstream.storage;

import org.jspecify.annotations.NullMarked;
