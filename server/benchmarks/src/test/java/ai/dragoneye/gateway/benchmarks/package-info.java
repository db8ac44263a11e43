@NullMarked
package ai.dragoneye.gateway.benchmarks;

import org.jspecify.annotations.NullMarked;
