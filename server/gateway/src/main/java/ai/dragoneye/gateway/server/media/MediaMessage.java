package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.v1.PredictionConfig;
import io.netty.buffer.ByteBuf;

/**
 * A message of media on its way in: what PredictImageRequest and its siblings say, with the chunk
 * as it came.
 */
public sealed interface MediaMessage {
  /** What to predict. */
  record Config(PredictionConfig config) implements MediaMessage {}

  /** The next bytes of media. Whoever holds the message owns them and releases them. */
  record Chunk(ByteBuf bytes) implements MediaMessage {}

  /** Bytes that are no such message, or one in which nothing is set. */
  record Unreadable(String problem) implements MediaMessage {}
}
