/** The demonstration: predictions through gateway and simulator, shown to a person. */
@NullMarked
package ai.dragoneye.gateway.app.demo;

import org.jspecify.annotations.NullMarked;
