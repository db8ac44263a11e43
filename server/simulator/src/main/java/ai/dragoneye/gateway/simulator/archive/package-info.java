/** The results archive: parquet members in a stored ZIP. */
@NullMarked
package ai.dragoneye.gateway.simulator.archive;

import org.jspecify.annotations.NullMarked;
