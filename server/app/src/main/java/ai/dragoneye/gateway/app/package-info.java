/** The executable: serve, demo, simulator, health, config. */
@NullMarked
package ai.dragoneye.gateway.app;

import org.jspecify.annotations.NullMarked;
