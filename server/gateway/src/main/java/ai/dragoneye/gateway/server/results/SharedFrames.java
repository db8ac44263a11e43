package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.frames.FrameView;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The frame view of one archive, built once for all who read it at the same time and freed by the
 * last of them. Thread-safe.
 */
final class SharedFrames {
  private final Building building;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FrameView view;
  private int readers;

  /** Makes the view of an archive. */
  @FunctionalInterface
  interface Building {
    FrameView build(ResultArchive archive) throws InterruptedException;
  }

  SharedFrames(Building building) {
    this.building = building;
  }

  /**
   * The view; to be given back by {@link #release}. Blocks while it is built, here or for another
   * reader; where that one gives up, the next one builds.
   */
  FrameView acquire(ResultArchive archive) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      FrameView built = view;
      if (built == null) {
        built = building.build(archive);
        view = built;
      }
      readers++;
      return built;
    } finally {
      lock.unlock();
    }
  }

  void release() {
    lock.lock();
    try {
      readers--;
      if (readers == 0 && view != null) {
        view.close();
        view = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
