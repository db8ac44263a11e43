package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.client.MediaSource.Opened;
import ai.dragoneye.gateway.v1.PredictionConfig;
import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;

/**
 * An image that was found readable: opened, and its first chunk read.
 *
 * @param first empty if the image is
 */
record PreparedImage(Opened media, PredictionConfig config, ByteString first) implements Closeable {
  static PreparedImage of(MediaRequest request) throws IOException {
    Opened media = request.media().source().open();
    try {
      PredictionConfig config = request.configFor(media);
      return new PreparedImage(media, config, media.read(MediaRequest.CHUNK_BYTES));
    } catch (IOException | RuntimeException e) {
      try (media) {
        throw e;
      }
    }
  }

  ByteString next() throws IOException {
    return media.read(MediaRequest.CHUNK_BYTES);
  }

  /** Whether the gateway will notice, and refuse the image, if its end is missing. */
  boolean isProtectedFromCut() {
    return config.hasSizeBytes() || config.hasCrc32C();
  }

  @Override
  public void close() throws IOException {
    media.close();
  }
}
