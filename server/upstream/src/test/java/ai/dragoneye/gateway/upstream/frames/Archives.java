package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Archives of videos. */
final class Archives {
  private static final ArchiveHeaders HEADERS = new ArchiveHeaders(null, "30");

  private Archives() {}

  static ResultArchive open(byte[] archive) {
    return open(ByteSource.of(archive));
  }

  static ResultArchive open(ByteSource archive) {
    return ResultArchive.open(archive, HEADERS, DecodeBounds.DEFAULT, new DecodeMemory(1L << 30));
  }

  static ResultArchive open(byte[] archive, DecodeMemory memory) {
    return ResultArchive.open(ByteSource.of(archive), HEADERS, DecodeBounds.DEFAULT, memory);
  }

  /** One that generate.py wrote. */
  static ResultArchive fixture(String name) {
    String resource = "/results/%s.zip".formatted(name);
    try (InputStream in = Objects.requireNonNull(Archives.class.getResourceAsStream(resource))) {
      return open(in.readAllBytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static ResultArchive withTimeline(List<Long> timeline, DetectedObject... objects) {
    return open(ArchiveWriter.write(new Predictions(List.of(objects), Optional.of(timeline))));
  }

  static ResultArchive withoutTimeline(DetectedObject... objects) {
    return open(ArchiveWriter.write(new Predictions(List.of(objects), Optional.empty())));
  }

  static DetectedObject object(
      long objectId, List<Observation> observations, Category... categories) {
    return new DetectedObject(objectId, List.of(), observations, List.of(categories));
  }

  /** Seen at the time; the score tells the box from others. */
  static Observation box(long timestamp, double score) {
    return new Observation(timestamp, Optional.of(new Detection(0.1, 0.2, 0.3, 0.4, score)));
  }

  static Observation gap(long timestamp) {
    return new Observation(timestamp, Optional.empty());
  }
}
