package ai.dragoneye.gateway.server.media;

import org.jspecify.annotations.Nullable;

/** Counts the images that wait for their answer. Thread-safe. */
final class Unanswered {
  private int count;
  private long noneSinceNanos = System.nanoTime();

  synchronized void oneMore() {
    count++;
  }

  synchronized void oneLess() {
    count--;
    if (count == 0) {
      noneSinceNanos = System.nanoTime();
    }
  }

  /** Since when none waits, or null while one does. */
  synchronized @Nullable Long noneSinceNanos() {
    return count == 0 ? noneSinceNanos : null;
  }
}
