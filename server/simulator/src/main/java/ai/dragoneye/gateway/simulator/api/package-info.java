/** The five steps of the Dragoneye API and the object store it hands uploads to. */
@NullMarked
package ai.dragoneye.gateway.simulator.api;

import org.jspecify.annotations.NullMarked;
