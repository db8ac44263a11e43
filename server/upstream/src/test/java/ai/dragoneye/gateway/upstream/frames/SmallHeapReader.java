package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.UpstreamSettings.Results;
import ai.dragoneye.gateway.upstream.results.FileSource;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.v1.FrameObject;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads all frames of an archive in a file, in a process of its own: prints how many frames and
 * objects it saw, the sum of their fingerprints, and how long that took.
 */
final class SmallHeapReader {
  private SmallHeapReader() {}

  public static void main(String[] arguments) throws Exception {
    long start = System.nanoTime();
    FrameSettings standard = FrameSettings.DEFAULT;
    FrameSettings settings =
        new FrameSettings(
            standard.sortMemoryBytes(),
            standard.cacheBytes(),
            standard.maxFileBytes(),
            Path.of(arguments[1]));
    try (ResultArchive archive = Archives.open(new FileSource(Path.of(arguments[0])));
        FrameView view = FrameView.build(archive, settings, new ResultStorage(Results.DEFAULT))) {
      long built = System.nanoTime();
      FrameReader reader = view.frames(0);
      reader.nextFrame();
      reader.nextObject();
      long first = System.nanoTime();
      System.out.println(summary(view.frames(0)));
      System.out.printf(
          "build %d ms, first frame after %d us, all frames %d ms%n",
          (built - start) / 1_000_000,
          (first - built) / 1_000,
          (System.nanoTime() - first) / 1_000_000);
    }
  }

  private static String summary(FrameReader reader) {
    long objects = 0;
    long fingerprint = 0;
    long frames = 0;
    for (long before = -1; reader.nextFrame(); before = reader.timestampMicroseconds()) {
      frames++;
      requireAscending(before, reader.timestampMicroseconds());
      long index = -1;
      for (FrameObject next = reader.nextObject(); next != null; next = reader.nextObject()) {
        requireAscending(index, next.getObjectIndex());
        index = next.getObjectIndex();
        objects++;
        fingerprint += fingerprint(next, reader.timestampMicroseconds());
      }
    }
    return "%d frames, %d objects, fingerprint %d".formatted(frames, objects, fingerprint);
  }

  private static long fingerprint(FrameObject object, long timestamp) {
    String option =
        object.getCategories(0).getAttributesCount() == 0
            ? ""
            : object.getCategories(0).getAttributes(0).getOptionName();
    return LargeResult.fingerprint(
        object.getObjectIndex(),
        timestamp,
        option,
        LargeResult.x1(
            object.hasObservation() ? Optional.of(object.getObservation()) : Optional.empty()));
  }

  private static void requireAscending(long before, long after) {
    if (before >= after) {
      throw new IllegalStateException("%d comes after %d".formatted(after, before));
    }
  }
}
