@NullMarked
package ai.dragoneye.gateway.simulator.multipart;

import org.jspecify.annotations.NullMarked;
