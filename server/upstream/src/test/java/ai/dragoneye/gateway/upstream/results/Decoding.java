package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads whole archives, and says how that failed. */
final class Decoding {
  static final ArchiveHeaders NO_HEADERS = new ArchiveHeaders(null, null);

  private Decoding() {}

  /** More than any fixture needs. */
  static DecodeMemory memory() {
    return new DecodeMemory(1L << 30);
  }

  static ResultArchive open(byte[] archive) {
    return ResultArchive.open(ByteSource.of(archive), NO_HEADERS, DecodeBounds.DEFAULT, memory());
  }

  static List<VideoDetectedObject> videoObjects(byte[] archive) {
    try (ResultArchive open = open(archive)) {
      return readAll(open.videoObjects());
    }
  }

  static List<ImageDetectedObject> imageObjects(byte[] archive) {
    try (ResultArchive open = open(archive)) {
      return readAll(open.imageObjects());
    }
  }

  static long[] frameTimestamps(byte[] archive) {
    try (ResultArchive open = open(archive)) {
      return frameTimestamps(open);
    }
  }

  static long[] frameTimestamps(ResultArchive archive) {
    try (MemoryShare share = new MemoryShare(archive.memory())) {
      return archive.frameTimestamps(share);
    }
  }

  static <T> List<T> readAll(ObjectReader<T> reader) {
    List<T> objects = new ArrayList<>();
    try (reader) {
      for (T object = reader.next(); object != null; object = reader.next()) {
        objects.add(object);
      }
    }
    return objects;
  }

  static UpstreamFailure failureOf(ThrowingCallable decoding) {
    return catchThrowableOfType(UpstreamException.class, decoding).failure();
  }
}
