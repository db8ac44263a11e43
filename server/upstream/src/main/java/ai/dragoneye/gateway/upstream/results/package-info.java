/** From the result archive (ZIP of parquet files) to protobuf messages. */
@NullMarked
package ai.dragoneye.gateway.upstream.results;

import org.jspecify.annotations.NullMarked;
