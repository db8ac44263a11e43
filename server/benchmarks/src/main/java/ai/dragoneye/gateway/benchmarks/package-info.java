/** The command {@code gateway bench}: the benchmarks of the gateway against its peers. */
@NullMarked
package ai.dragoneye.gateway.benchmarks;

import org.jspecify.annotations.NullMarked;
