package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.server.failure.FieldViolation;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the messages of a batch come as the contract wants them: start, chunks and end, one
 * image after another, each with an id of its own. Remembers at most the ids of so many images.
 */
final class BatchOrder {
  private static final int MAX_ID_BYTES = 256;

  private final int maxImages;
  private final Set<String> ids = new HashSet<>();
  private boolean open;

  BatchOrder(int maxImages) {
    this.maxImages = maxImages;
  }

  /** What is wrong with {@code message} as the next one, or null. */
  @Nullable FieldViolation next(BatchMessage message) {
    return switch (message) {
      case BatchMessage.Start start -> start(start.start().getImageId());
      case BatchMessage.Chunk chunk -> chunk(chunk.bytes().readableBytes());
      case BatchMessage.End _ -> end();
      case BatchMessage.Unreadable unreadable ->
          new FieldViolation("payload", unreadable.problem() + "; send either start, chunk or end");
    };
  }

  /** Whether there is room for the image that started last. */
  boolean full() {
    return ids.size() >= maxImages;
  }

  private @Nullable FieldViolation start(String id) {
    if (open) {
      return new FieldViolation(
          "start", "came inside of an image; send end after the last chunk of the one before");
    }
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0) {
      return idViolation("is missing; name the image, so that its answer can name it too");
    }
    if (bytes > MAX_ID_BYTES) {
      return idViolation("has " + bytes + " bytes; send at most " + MAX_ID_BYTES);
    }
    if (ids.contains(id)) {
      return idViolation("was used before on this stream; give each image an id of its own");
    }
    open = true;
    return null;
  }

  /** Remembers an id of which {@link #next} found nothing wrong. */
  void remember(String id) {
    ids.add(id);
  }

  private static FieldViolation idViolation(String description) {
    return new FieldViolation("start.image_id", description);
  }

  private @Nullable FieldViolation chunk(int bytes) {
    if (!open) {
      return new FieldViolation("chunk", "came outside of an image; send start first");
    }
    return ChunkSize.violation(bytes, "send end");
  }

  private @Nullable FieldViolation end() {
    if (!open) {
      return new FieldViolation("end", "came outside of an image; send it once for each start");
    }
    open = false;
    return null;
  }

  /** What is wrong with the stream ending here, or null. */
  @Nullable FieldViolation halfClose() {
    return open
        ? new FieldViolation("end", "is missing; send it after the last chunk of each image")
        : null;
  }
}
