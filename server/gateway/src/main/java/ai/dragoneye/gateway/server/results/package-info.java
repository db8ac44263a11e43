/** Results on their way from the archive to the caller. */
@NullMarked
package ai.dragoneye.gateway.server.results;

import org.jspecify.annotations.NullMarked;
