@NullMarked
package ai.dragoneye.gateway.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
