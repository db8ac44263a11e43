@NullMarked
package ai.dragoneye.gateway.simulator.http;

import org.jspecify.annotations.NullMarked;
