package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One who watches a task to its end, on a thread of its own. */
final class Watching implements Runnable {
  private final TaskPoller poller;
  private final KeyedTask task;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this);
  private volatile @Nullable Throwable failure;

  private Watching(TaskPoller poller, KeyedTask task) {
    this.poller = poller;
    this.task = task;
  }

  static Watching of(TaskPoller poller, KeyedTask task) {
    Watching watching = new Watching(poller, task);
    watching.thread.start();
    return watching;
  }

  @Override
  public void run() {
    try (TaskWatch watch = poller.watch(task, Duration.ofSeconds(30))) {
      TaskStatus status;
      do {
        status = watch.next();
        seen.add(status.status());
      } while (!status.ended());
    } catch (InterruptedException | RuntimeException e) {
      failure = e;
    }
  }

  void stop() {
    thread.interrupt();
  }

  boolean isOver() {
    return !thread.isAlive();
  }

  boolean isWaiting() {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  List<String> seen() {
    return seen;
  }

  @Nullable Throwable failure() {
    return failure;
  }
}
