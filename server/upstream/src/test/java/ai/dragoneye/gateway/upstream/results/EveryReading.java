package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamFailure.NoRoom;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsTooLarge;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Results;
import ai.dragoneye.gateway.upstream.frames.FrameReader;
import ai.dragoneye.gateway.upstream.frames.FrameSettings;
import ai.dragoneye.gateway.upstream.frames.FrameView;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.v1.TimestampRange;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads an archive in each way in which the gateway does, keeps nothing of it, and throws what no
 * archive may cause.
 */
final class EveryReading {
  private static final FrameSettings FRAMES =
      new FrameSettings(1 << 20, 1 << 20, 1 << 28, Path.of(System.getProperty("java.io.tmpdir")));

  private static final int SMALL_PIECE = 200;

  /** Conditions whose columns are looked at ahead of the others. */
  private static final ObjectFilter SOME =
      new ObjectFilter(Set.of(1L, 3L), Set.of("car", "dog"), 0.25, null);

  private static final ObjectFilter SOME_TIMES =
      new ObjectFilter(
          Set.of(),
          Set.of(),
          null,
          TimestampRange.newBuilder()
              .setTimestampStartUsInclusive(1)
              .setTimestampEndUsInclusive(1L << 40)
              .build());

  private final DecodeBounds bounds;
  private final DecodeMemory memory;
  private final ResultStorage storage = new ResultStorage(Results.DEFAULT);

  EveryReading(DecodeBounds bounds, DecodeMemory memory) {
    this.bounds = bounds;
    this.memory = memory;
  }

  private interface Reading {
    void run() throws InterruptedException;
  }

  /** What was found wrong with the archive of a video; empty where all of it could be read. */
  Set<UpstreamFailure> of(byte[] bytes) {
    return of(ByteSource.of(bytes));
  }

  /** As above; closes the source. */
  Set<UpstreamFailure> of(ByteSource source) {
    Set<UpstreamFailure> failures = new LinkedHashSet<>();
    attempt(failures, () -> readAll(source, failures));
    if (memory.reservedBytes() != 0) {
      throw new AssertionError(memory.reservedBytes() + " bytes stay reserved");
    }
    return failures;
  }

  private void readAll(ByteSource source, Set<UpstreamFailure> failures) {
    try (ResultArchive archive =
        ResultArchive.open(source, new ArchiveHeaders("clip.mp4", "30"), bounds, memory)) {
      attempt(failures, () -> exhaust(archive.videoObjects(ObjectFilter.NONE, 0, 1 << 20)));
      attempt(failures, () -> Decoding.frameTimestamps(archive));
      attempt(failures, () -> readFrames(archive));
      attempt(failures, () -> exhaust(archive.videoObjects(SOME, 0, SMALL_PIECE)));
      attempt(failures, () -> exhaust(archive.videoObjects(SOME_TIMES, 2, SMALL_PIECE)));
      // Most videos are no images, which is no fault of theirs.
      Set<UpstreamFailure> ofImage = new LinkedHashSet<>();
      attempt(ofImage, () -> exhaust(archive.imageObjects(ObjectFilter.NONE, 0, 1 << 20)));
      attempt(ofImage, () -> exhaust(archive.imageObjects(SOME, 3, SMALL_PIECE)));
    }
  }

  /** Each piece has to be a message of its own. */
  private static void exhaust(EncodedObjects objects) {
    try (objects) {
      while (objects.next()) {
        for (ObjectPiece piece = objects.nextPiece(); piece != null; piece = objects.nextPiece()) {
          checkMessage(piece);
        }
      }
    }
  }

  private static void checkMessage(ObjectPiece piece) {
    CodedInputStream in =
        CodedInputStream.newInstance(piece.buffer(), piece.offset(), piece.length());
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (!in.skipField(tag)) {
          throw new AssertionError("a group ends in a piece");
        }
      }
    } catch (IOException e) {
      throw new AssertionError("a piece is no message", e);
    }
  }

  private void readFrames(ResultArchive archive) throws InterruptedException {
    try (FrameView view = FrameView.build(archive, FRAMES, storage);
        FrameReader reader = view.frames(0, ObjectFilter.NONE, SMALL_PIECE)) {
      while (reader.next()) {
        while (reader.nextPiece() != null) {
          // As above.
        }
      }
    }
  }

  private static void attempt(Set<UpstreamFailure> failures, Reading reading) {
    try {
      reading.run();
    } catch (UpstreamException e) {
      failures.add(
          switch (e.failure()) {
            case ResultsCorrupt corrupt -> corrupt;
            case ResultsTooLarge tooLarge -> tooLarge;
            case NoRoom noRoom -> noRoom;
            default -> throw e;
          });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
