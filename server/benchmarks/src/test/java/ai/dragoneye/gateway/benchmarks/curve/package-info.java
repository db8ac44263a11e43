@NullMarked
package ai.dragoneye.gateway.benchmarks.curve;

import org.jspecify.annotations.NullMarked;
