@NullMarked
package ai.dragoneye.gateway.simulator.media;

import org.jspecify.annotations.NullMarked;
