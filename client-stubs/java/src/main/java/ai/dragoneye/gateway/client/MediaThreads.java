package ai.dragoneye.gateway.client;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What reads media and runs listeners. It may block.
 *
 * @param general for all but the sending of batches; may be bounded
 * @param batches sends batches, which waits for listeners: not bounded, else they would wait for it
 */
record MediaThreads(Executor general, Executor batches) {
  private static final AtomicInteger COUNT = new AtomicInteger();

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
