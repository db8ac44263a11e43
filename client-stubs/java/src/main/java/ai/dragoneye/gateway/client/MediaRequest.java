package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.client.MediaContent.Checksum;
import ai.dragoneye.gateway.client.MediaSource.Opened;
import ai.dragoneye.gateway.v1.PredictionConfig;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What to predict, with which model and options. */
record MediaRequest(MediaContent media, String model, PredictOptions options) {
  /** Large enough for the transport's speed, small enough for its windows. */
  static final int CHUNK_BYTES = 256 * 1024;

  /** The message that precedes the media. Reads the media once if a checksum is to be computed. */
  PredictionConfig configFor(Opened opened) throws IOException {
    PredictionConfig.Builder config =
        PredictionConfig.newBuilder()
            .setModel(model)
            .setMimeType(media.mimeType())
            .putAllParameters(options.parameters());
    String name = media.name();
    if (name != null) {
      config.setFileName(name);
    }
    java.time.Duration timeout = options.completionTimeout();
    if (timeout != null) {
      config.setCompletionTimeout(
          Duration.newBuilder().setSeconds(timeout.getSeconds()).setNanos(timeout.getNano()));
    }
    if (options.framesPerSecond() != null) {
      config.setFramesPerSecond(options.framesPerSecond());
    }
    if (options.filter() != null) {
      config.setFilter(options.filter());
    }
    declareContent(config, opened);
    return config.build();
  }

  private void declareContent(PredictionConfig.Builder config, Opened opened) throws IOException {
    Long declared = media.declaredSize();
    if (declared != null) {
      config.setSizeBytes(declared);
    } else {
      opened.sizeBytes().ifPresent(config::setSizeBytes);
    }
    Integer checksum = checksum();
    if (checksum != null) {
      config.setCrc32C(checksum);
    }
  }

  private @Nullable Integer checksum() throws IOException {
    if (media.checksum() instanceof Checksum.Given given) {
      return given.crc32c();
    }
    return media.checksum() instanceof Checksum.Computed ? computedChecksum() : null;
  }

  private int computedChecksum() throws IOException {
    CRC32C checksum = new CRC32C();
    try (Opened opened = media.source().open()) {
      ByteString chunk = opened.read(CHUNK_BYTES);
      while (!chunk.isEmpty()) {
        checksum.update(chunk.asReadOnlyByteBuffer());
        chunk = opened.read(CHUNK_BYTES);
      }
    }
    return (int) checksum.getValue();
  }
}
