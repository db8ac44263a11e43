/** An incremental multipart/form-data parser of constant memory. */
@NullMarked
package ai.dragoneye.gateway.simulator.multipart;

import org.jspecify.annotations.NullMarked;
