package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.server.failure.FieldViolation;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the messages of one media come as the contract wants them: config once and first,
 * then chunks.
 */
final class MediaOrder {
  /** The largest chunk the contract allows. */
  static final int MAX_CHUNK_BYTES = 4 * 1024 * 1024;

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
    if (bytes == 0) {
      return new FieldViolation(
          "chunk", "is empty; send at least 1 byte, and half-close where the media ends");
    }
    if (bytes > MAX_CHUNK_BYTES) {
      return new FieldViolation(
          "chunk", "has " + bytes + " bytes; send at most " + MAX_CHUNK_BYTES + " at a time");
    }
    started = true;
    return null;
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
