/** Many who watch many tasks. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
