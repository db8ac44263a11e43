@NullMarked
package ai.dragoneye.gateway.simulator.prediction;

import org.jspecify.annotations.NullMarked;
