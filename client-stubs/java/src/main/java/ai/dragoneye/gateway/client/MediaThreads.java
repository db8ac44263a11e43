package ai.dragoneye.gateway.client;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read media and run listeners where the caller brings none. */
final class MediaThreads {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private MediaThreads() {}

  /** A pool that has no thread until it is used. */
  static ExecutorService newPool() {
    return Executors.newCachedThreadPool(MediaThreads::newThread);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "dragoneye-media-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
