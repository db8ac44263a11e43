package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.server.failure.FieldViolation;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the messages of one media come as the contract wants them: config once and first,
 * then chunks.
 */
final class MediaOrder {
  private boolean configured;
  private boolean started;

  /** What is wrong with {@code message} as the next one, or null. */
  @Nullable FieldViolation next(MediaMessage message) {
    return switch (message) {
      case MediaMessage.Config _ -> config();
      case MediaMessage.Chunk chunk -> chunk(chunk.bytes().readableBytes());
      case MediaMessage.Unreadable unreadable ->
          new FieldViolation("payload", unreadable.problem() + "; send either config or chunk");
    };
  }

  private @Nullable FieldViolation config() {
    if (configured) {
      return new FieldViolation("config", "came twice; send it once, as the first message");
    }
    configured = true;
    return null;
  }

  private @Nullable FieldViolation chunk(int bytes) {
    if (!configured) {
      return new FieldViolation("chunk", "came before config; send config as the first message");
    }
    FieldViolation wrongSize = ChunkSize.violation(bytes, "half-close");
    started = wrongSize == null;
    return wrongSize;
  }

  /** What is wrong with the stream ending here, or null. */
  @Nullable FieldViolation end() {
    if (!configured) {
      return new FieldViolation("config", "is missing; send it as the first message");
    }
    if (!started) {
      return new FieldViolation("chunk", "is missing; send the media before half-closing");
    }
    return null;
  }
}
