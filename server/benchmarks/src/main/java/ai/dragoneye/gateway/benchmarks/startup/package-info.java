/** How soon a gateway serves, and what it occupies. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
