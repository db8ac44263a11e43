package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.retry.TimeSource;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The final status of tasks that ended lately, so that watchers who come late cost no poll. It
 * cannot become wrong: a final status does not change. Not thread-safe.
 */
final class EndedTasks {
  static final int CAPACITY = 10_000;
  static final Duration KEPT = Duration.ofMinutes(1);

  private final TimeSource time;
  // Oldest first.
  private final Map<KeyedTask.Identity, Ended> byTask = new LinkedHashMap<>();

  private record Ended(TaskStatus status, long sinceNanos) {}

  EndedTasks(TimeSource time) {
    this.time = time;
  }

  void add(KeyedTask.Identity task, TaskStatus status) {
    byTask.remove(task);
    byTask.put(task, new Ended(status, time.nanoTime()));
    forgetOld();
  }

  @Nullable TaskStatus find(KeyedTask.Identity task) {
    forgetOld();
    Ended ended = byTask.get(task);
    return ended == null ? null : ended.status;
  }

  int size() {
    return byTask.size();
  }

  private void forgetOld() {
    long now = time.nanoTime();
    Iterator<Ended> oldest = byTask.values().iterator();
    while (oldest.hasNext()
        && (now - oldest.next().sinceNanos > KEPT.toNanos() || byTask.size() > CAPACITY)) {
      oldest.remove();
    }
  }
}
