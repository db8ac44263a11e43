/** More load than a gateway with a small heap can take. */
@NullMarked
package ai.dragoneye.gateway.server.overload;

import org.jspecify.annotations.NullMarked;
