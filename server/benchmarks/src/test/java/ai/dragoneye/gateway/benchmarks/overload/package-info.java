@NullMarked
package ai.dragoneye.gateway.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
