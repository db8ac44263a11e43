@NullMarked
package ai.dragoneye.gateway.simulator.archive;

import org.jspecify.annotations.NullMarked;
