/** The executable: serve, demo, simulator, health. */
@NullMarked
package ai.dragoneye.gateway.app;

import org.jspecify.annotations.NullMarked;
