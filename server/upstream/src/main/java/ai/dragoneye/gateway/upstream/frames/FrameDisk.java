package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.storage.Reservation;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.upstream.storage.SpaceBudget;
import ai.dragoneye.gateway.upstream.storage.UnlinkedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The temporary files of one view: owns them, and bounds the size of all of them together. */
final class FrameDisk implements AutoCloseable {
  private final FrameSettings settings;
  private final SpaceBudget budget;
  private final Reservation shared;
  private final Set<UnlinkedFile> files = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  FrameDisk(FrameSettings settings, ResultStorage storage) {
    this.settings = settings;
    this.budget = new SpaceBudget(settings.maxFileBytes());
    this.shared = new Reservation(storage.disk());
  }

  /** An empty file that grows at its end. */
  AppendFile create() {
    try {
      UnlinkedFile file = UnlinkedFile.create(settings.directory());
      files.add(file);
      return new AppendFile(this, file);
    } catch (IOException failed) {
      throw failure(failed);
    }
  }

  void reserve(long bytes) {
    if (!budget.reserve(bytes)) {
      throw new UpstreamException(
          new UpstreamFailure.ResultsTooLarge(
              "The frames of the results take more than %d bytes of temporary files (max_file_bytes)"
                  .formatted(settings.maxFileBytes())));
    }
    if (!shared.grow(bytes)) {
      throw ResultStorage.full("the frames of the results");
    }
  }

  /** Frees a file of the given size before all others. */
  void discard(UnlinkedFile file, long reserved) {
    files.remove(file);
    try {
      close(file);
    } finally {
      budget.release(reserved);
      shared.shrink(reserved);
    }
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the frame view is closed");
    }
  }

  /** What reading or writing failed with means to the caller. */
  UpstreamException failure(IOException failed) {
    checkOpen();
    return new UpstreamException(
        new UpstreamFailure.Unavailable(
            "The frames of the results could not be kept for reading", null, null),
        failed);
  }

  /** Frees all files. Idempotent. */
  @Override
  public void close() {
    closed = true;
    try {
      files.forEach(FrameDisk::close);
    } finally {
      files.clear();
      shared.close();
    }
  }

  private static void close(UnlinkedFile file) {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
