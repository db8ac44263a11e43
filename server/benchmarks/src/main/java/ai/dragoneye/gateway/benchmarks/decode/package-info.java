/** {@code bench decode}: from the archive of a result to the wire form of its objects. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.decode;

import org.jspecify.annotations.NullMarked;
