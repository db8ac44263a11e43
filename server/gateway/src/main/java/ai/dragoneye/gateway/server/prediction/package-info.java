/** The life of a prediction in straight-line code, and the polling behind it. */
@NullMarked
package ai.dragoneye.gateway.server.prediction;

import org.jspecify.annotations.NullMarked;
