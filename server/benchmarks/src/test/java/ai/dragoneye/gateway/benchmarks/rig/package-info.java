@NullMarked
package ai.dragoneye.gateway.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
