@NullMarked
package ai.dragoneye.gateway.benchmarks.decode;

import org.jspecify.annotations.NullMarked;
