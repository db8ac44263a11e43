package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.ObjectReader;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a video result in order of time, sorted once into temporary files without a name.
 *
 * <p>There is a frame for each time that the timeline or an observation names, once however often
 * they name it: nothing the archive holds is lost where its timeline misses the time of an
 * observation, and a time named twice is one frame. A frame has an object as often as the object
 * has observations at its time: two of the same time both stand there, in the archive's order. An
 * attribute option holds where one of its ranges covers the time of the frame, with the highest
 * score of those that do (NaN counts as the highest); options of the same attribute hold
 * independently of each other, and stay in the archive's order.
 *
 * <p>Memory while building: {@code sortMemoryBytes}, five buffers of 64 KiB, the archive's readers
 * with one object at a time as they decode it (about 100 bytes more for each of its observations
 * and time ranges), and the timeline at 8 bytes a frame. Memory of a built view: {@code cacheBytes}
 * as estimated, and for each reader 36 KiB and the FrameObject it last gave out. Neither grows with
 * the number of objects, observations or frames, nor with the size of a frame.
 *
 * <p>Thread-safe: any number of readers on any threads. The archive is needed by {@link #build}
 * only.
 */
public final class FrameView implements AutoCloseable {
  private final FrameDisk disk;
  private final FrameTable table;
  private final AppearanceCache appearances;

  private FrameView(FrameDisk disk, FrameTable table, AppearanceCache appearances) {
    this.disk = disk;
    this.table = table;
    this.appearances = appearances;
  }

  /**
   * Reads and sorts all objects of the archive, which stays the caller's. Blocks on the disk, and
   * keeps a processor busy: about a second for three million observations.
   *
   * @param storage whose disk the files count against, until the view is closed
   * @throws InterruptedException soon after an interrupt: between two objects, or while merging;
   *     nothing is left behind then, nor after any other failure
   * @throws ai.dragoneye.gateway.upstream.UpstreamException as the archive throws it; with
   *     ResultsTooLarge where {@code maxFileBytes} do not suffice; with NoRoom where the storage is
   *     full; with Unavailable where the disk fails
   */
  public static FrameView build(
      ResultArchive archive, FrameSettings settings, ResultStorage storage)
      throws InterruptedException {
    FrameDisk disk = new FrameDisk(settings, storage);
    boolean built = false;
    try {
      AppearanceFile appearances = new AppearanceFile(disk.create());
      List<Run> runs = split(archive, appearances, disk, settings);
      FrameWriter writer = new FrameWriter(disk.create(), disk.create(), archive.frameTimestamps());
      new RunMerge(disk, settings.sortMemoryBytes()).merge(runs, writer);
      FrameView view =
          new FrameView(
              disk, writer.finish(), new AppearanceCache(appearances, settings.cacheBytes()));
      built = true;
      return view;
    } finally {
      if (!built) {
        disk.close();
      }
    }
  }

  private static List<Run> split(
      ResultArchive archive, AppearanceFile appearances, FrameDisk disk, FrameSettings settings)
      throws InterruptedException {
    ObservationSorter sorter = new ObservationSorter(disk.create(), settings.sortMemoryBytes());
    ObjectSplitter splitter = new ObjectSplitter(appearances, sorter);
    try (ObjectReader<VideoDetectedObject> objects = archive.videoObjects()) {
      Interruption.check();
      for (@Nullable VideoDetectedObject next = objects.next();
          next != null;
          next = objects.next()) {
        splitter.split(next);
        Interruption.check();
      }
    }
    appearances.finish();
    return sorter.finish();
  }

  /** Number of frames. */
  public long frameCount() {
    return table.count();
  }

  /**
   * Reads frames in order of time, from the one with the index on; none where that is the number of
   * frames. Takes the same time wherever it starts. Nothing has to be closed.
   *
   * @throws IndexOutOfBoundsException where there cannot be such a frame
   */
  public FrameReader frames(long fromFrameIndex) {
    disk.checkOpen();
    Objects.checkIndex(fromFrameIndex, frameCount() + 1);
    return new FrameReader(disk, table, appearances, fromFrameIndex);
  }

  /** Frees the files. Readers fail with IllegalStateException from now on. Idempotent. */
  @Override
  public void close() {
    disk.close();
  }
}
