@NullMarked
package ai.dragoneye.gateway.simulator.sdk;

import org.jspecify.annotations.NullMarked;
