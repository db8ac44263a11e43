/** Which network addresses an upload may reach. */
@NullMarked
package ai.dragoneye.gateway.upstream.address;

import org.jspecify.annotations.NullMarked;
