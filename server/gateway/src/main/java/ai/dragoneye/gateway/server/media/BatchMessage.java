package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.v1.ImageStart;
import io.netty.buffer.ByteBuf;

/**
 * A message of a batch on its way in: what PredictImagesRequest says, with the chunk as it came.
 */
public sealed interface BatchMessage {
  /** An image begins. */
  record Start(ImageStart start) implements BatchMessage {}

  /** The next bytes of the image. Whoever holds the message owns them and releases them. */
  record Chunk(ByteBuf bytes) implements BatchMessage {}

  /** The image is complete. */
  record End() implements BatchMessage {}

  /** Bytes that are no such message, or one in which nothing is set. */
  record Unreadable(String problem) implements BatchMessage {}
}
