/** How what a gateway uses grows with what it is given to do. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.curve;

import org.jspecify.annotations.NullMarked;
