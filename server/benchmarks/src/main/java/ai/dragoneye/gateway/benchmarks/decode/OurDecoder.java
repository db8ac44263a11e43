package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ObjectReader;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The gateway's own decoder, from the opening of the archive on. */
final class OurDecoder implements Decoder {
  private static final ArchiveHeaders HEADERS = new ArchiveHeaders(null, "30");

  private final DecodeMemory memory = new DecodeMemory(1 << 30);

  @Override
  public void decode(ByteBuffer bytes, Consumer<byte[]> sink) {
    try (ResultArchive archive =
            ResultArchive.open(ByteSource.of(bytes), HEADERS, DecodeBounds.DEFAULT, memory);
        ObjectReader<VideoDetectedObject> objects = archive.videoObjects()) {
      for (VideoDetectedObject next = objects.next(); next != null; next = objects.next()) {
        sink.accept(next.toByteArray());
      }
    }
  }

  @Override
  public Input input() {
    return Input.ARCHIVE;
  }
}
