/** Generated results of several sizes, for all benchmarks that read some. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.archives;

import org.jspecify.annotations.NullMarked;
