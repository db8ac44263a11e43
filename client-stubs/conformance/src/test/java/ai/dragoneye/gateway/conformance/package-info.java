/** Runs what holds the clients of the other languages together with the rest of the build. */
@NullMarked
package ai.dragoneye.gateway.conformance;

import org.jspecify.annotations.NullMarked;
