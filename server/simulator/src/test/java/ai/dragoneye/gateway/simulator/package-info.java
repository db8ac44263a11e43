@NullMarked
package ai.dragoneye.gateway.simulator;

import org.jspecify.annotations.NullMarked;
