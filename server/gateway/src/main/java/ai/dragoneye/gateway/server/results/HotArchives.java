package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.KeyedTask;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Downloads archives, each once for all who read it at the same time, and holds them for a while
 * after the last reader, for whoever comes next. Only a key that downloaded an archive finds it.
 * Thread-safe.
 *
 * <p>A download belongs to all who wait for it and is cancelled when the last of them gives up.
 * What is in use is never taken away; what is not is bounded by {@link IdleLimits}.
 */
final class HotArchives implements AutoCloseable {
  private final Download download;
  private final SharedFrames.Building frames;
  private final LongSupplier nanoTime;
  private final IdleArchives idle;
  private final Map<KeyedTask.Identity, HotArchive> archives = new HashMap<>();
  private final Map<HotArchive, Integer> readers = new HashMap<>();
  private boolean closed;

  /** Downloads the archive of a task. Blocks; ends soon when interrupted. */
  @FunctionalInterface
  interface Download {
    ReceivedResults run(ApiKey key, String taskUuid) throws InterruptedException;
  }

  HotArchives(
      Download download, IdleLimits limits, SharedFrames.Building frames, LongSupplier nanoTime) {
    this.download = download;
    this.frames = frames;
    this.nanoTime = nanoTime;
    this.idle = new IdleArchives(limits);
  }

  /**
   * The archive of a task, where this key has it here or on its way; else null. Waits for the
   * download and fails as it does.
   */
  @Nullable ArchiveLease find(ApiKey key, String taskUuid) throws InterruptedException {
    KeyedTask.Identity task = new KeyedTask(key, taskUuid).identity();
    HotArchive archive;
    synchronized (this) {
      archive = living(task);
      if (archive == null) {
        return null;
      }
      join(archive);
    }
    return await(archive);
  }

  /**
   * The archive of a task, downloaded where it is not here.
   *
   * @param family what the task is known to be about
   */
  ArchiveLease open(ApiKey key, String taskUuid, MediaFamily family) throws InterruptedException {
    KeyedTask.Identity task = new KeyedTask(key, taskUuid).identity();
    HotArchive archive;
    synchronized (this) {
      archive = living(task);
      if (archive == null) {
        archive = start(task, key, family);
      }
      join(archive);
    }
    return await(archive);
  }

  private @Nullable HotArchive living(KeyedTask.Identity task) {
    HotArchive archive = archives.get(task);
    return archive == null || archive.hasFailed() ? null : archive;
  }

  private HotArchive start(KeyedTask.Identity task, ApiKey key, MediaFamily family) {
    if (closed) {
      throw new IllegalStateException("the archives are closed");
    }
    HotArchive archive =
        HotArchive.start(
            task, family, new SharedFrames(frames), () -> download.run(key, task.uuid()));
    archives.put(task, archive);
    return archive;
  }

  private void join(HotArchive archive) {
    readers.merge(archive, 1, Integer::sum);
    idle.remove(archive);
  }

  private ArchiveLease await(HotArchive archive) throws InterruptedException {
    boolean here = false;
    try {
      ArchiveLease lease = new ArchiveLease(this, archive, archive.await());
      here = true;
      return lease;
    } finally {
      if (!here) {
        leave(archive);
      }
    }
  }

  /** Ends one reader's hold. */
  void leave(HotArchive archive) {
    List<HotArchive> unwanted = new ArrayList<>();
    synchronized (this) {
      boolean last = readers.merge(archive, -1, HotArchives::sumUnlessZero) == null;
      if (last && archive.hasArrived() && archives.get(archive.task()) == archive) {
        idle.add(archive, nanoTime.getAsLong());
      } else if (last) {
        unwanted.add(archive);
      }
      unwanted.addAll(idle.takeExcess(nanoTime.getAsLong()));
      unwanted.forEach(this::forget);
    }
    unwanted.forEach(HotArchive::free);
  }

  private static @Nullable Integer sumUnlessZero(int one, int other) {
    return one + other == 0 ? null : Integer.valueOf(one + other);
  }

  /** Keeps an archive that is in use from new readers. */
  synchronized void forget(HotArchive archive) {
    archives.remove(archive.task(), archive);
  }

  /** Frees what has been idle for too long. */
  void expire() {
    List<HotArchive> expired;
    synchronized (this) {
      expired = idle.takeExcess(nanoTime.getAsLong());
      expired.forEach(this::forget);
    }
    expired.forEach(HotArchive::free);
  }

  /** Frees the archive that has been idle for longest; false where none is idle. */
  boolean freeOldestIdle() {
    HotArchive oldest;
    synchronized (this) {
      oldest = idle.takeOldest();
      if (oldest == null) {
        return false;
      }
      forget(oldest);
    }
    oldest.free();
    return true;
  }

  /** How many archives are here or on their way. */
  synchronized int count() {
    return archives.size();
  }

  /** Cancels all downloads and frees all archives, also those in use. */
  @Override
  public void close() {
    List<HotArchive> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(archives.values());
      archives.clear();
    }
    all.forEach(HotArchive::free);
  }
}
