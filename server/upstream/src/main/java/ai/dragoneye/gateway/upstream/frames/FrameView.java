package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.EncodedObjects;
import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

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
 * <p>Memory while building: {@code sortMemoryBytes}, the observations of one object at 76 bytes
 * each, and its categories. Memory of a built view: {@code cacheBytes}, and for each reader 36 KiB,
 * 32 KiB more where it filters by category, an object and a piece. All of that is taken from the
 * archive's {@link ResultArchive#memory}, which all archives share, before it is allocated: sorting
 * gets by with 1 MiB of what it may take and the cache with nothing, everything else fails with
 * NoRoom where others hold it. Beside that there are five buffers of 64 KiB while building and the
 * timeline at 8 bytes a frame. Nothing grows with the number of objects, observations or frames,
 * nor with the size of a frame.
 *
 * <p>Thread-safe: any number of readers on any threads. The archive is needed by {@link #build}
 * only.
 */
public final class FrameView implements AutoCloseable {
  private static final int OBJECT_PIECE_BYTES = 64 << 10;

  private final FrameDisk disk;
  private final FrameTable table;
  private final AppearanceCache appearances;
  private final DecodeMemory memory;

  private FrameView(
      FrameDisk disk, FrameTable table, AppearanceCache appearances, DecodeMemory memory) {
    this.disk = disk;
    this.table = table;
    this.appearances = appearances;
    this.memory = memory;
  }

  /**
   * Reads and sorts all objects of the archive, which stays the caller's. Blocks on the disk, and
   * keeps a processor busy: seconds for millions of observations.
   *
   * @param storage whose disk the files count against, until the view is closed
   * @throws InterruptedException soon after an interrupt: between two objects, or while merging;
   *     nothing is left behind then, nor after any other failure
   * @throws ai.dragoneye.gateway.upstream.UpstreamException as the archive throws it; with
   *     ResultsTooLarge where {@code maxFileBytes} do not suffice; with NoRoom where the storage or
   *     the memory is full; with Unavailable where the disk fails
   */
  public static FrameView build(
      ResultArchive archive, FrameSettings settings, ResultStorage storage)
      throws InterruptedException {
    FrameDisk disk = new FrameDisk(settings, storage);
    boolean built = false;
    try {
      AppearanceFile appearances = new AppearanceFile(disk.create());
      FrameTable table = sort(archive, appearances, disk, settings);
      AppearanceCache cache =
          new AppearanceCache(appearances, settings.cacheBytes(), archive.memory());
      built = true;
      return new FrameView(disk, table, cache, archive.memory());
    } catch (CancellationException e) {
      Interruption.check();
      throw e;
    } finally {
      if (!built) {
        disk.close();
      }
    }
  }

  private static FrameTable sort(
      ResultArchive archive, AppearanceFile appearances, FrameDisk disk, FrameSettings settings)
      throws InterruptedException {
    try (MemoryShare memory = new MemoryShare(archive.memory())) {
      ObservationSorter sorter =
          new ObservationSorter(disk.create(), settings.sortMemoryBytes(), memory);
      split(archive, new ObjectSplitter(appearances, sorter, memory));
      appearances.finish();
      List<Run> runs = sorter.finish();
      FrameWriter writer =
          new FrameWriter(disk.create(), disk.create(), archive.frameTimestamps(memory));
      new RunMerge(disk, sorter.memoryBytes()).merge(runs, writer);
      return writer.finish();
    }
  }

  private static void split(ResultArchive archive, ObjectSplitter splitter)
      throws InterruptedException {
    try (EncodedObjects objects = archive.videoObjects(ObjectFilter.NONE, 0, OBJECT_PIECE_BYTES)) {
      while (objects.next()) {
        splitter.split(objects);
      }
    }
  }

  /** Number of frames. */
  public long frameCount() {
    return table.count();
  }

  /** How many appearances of objects all readers together have read from disk. */
  long appearanceReads() {
    return appearances.reads();
  }

  /**
   * Reads the frames that pass a filter in order of time, from the one with the index on; none
   * where that is the number of frames. Takes the same time wherever it starts. The caller closes
   * it.
   *
   * @param fromFrameIndex counted before the filter
   * @param pieceBytes most bytes of a piece
   * @throws IndexOutOfBoundsException where there cannot be such a frame
   * @throws ai.dragoneye.gateway.upstream.UpstreamException with NoRoom where there is no memory
   */
  public FrameReader frames(long fromFrameIndex, ObjectFilter filter, int pieceBytes) {
    disk.checkOpen();
    Objects.checkIndex(fromFrameIndex, frameCount() + 1);
    return new FrameReader(
        disk,
        new FrameRows(table, fromFrameIndex),
        appearances,
        new FrameReader.Selection(filter, pieceBytes),
        memory);
  }

  /** Frees files and memory. Readers fail with IllegalStateException from now on. Idempotent. */
  @Override
  public void close() {
    appearances.close();
    disk.close();
  }
}
