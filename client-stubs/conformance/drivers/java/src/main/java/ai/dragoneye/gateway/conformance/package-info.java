/** The conformance driver of the Java client, in two styles: blocking, and with futures. */
@NullMarked
package ai.dragoneye.gateway.conformance;

import org.jspecify.annotations.NullMarked;
