/** The life of a prediction in straight-line code. */
@NullMarked
package ai.dragoneye.gateway.server.prediction;

import org.jspecify.annotations.NullMarked;
