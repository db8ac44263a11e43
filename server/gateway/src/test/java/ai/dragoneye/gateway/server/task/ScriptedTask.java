package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A task whose status a test sets or lets time decide; notes who looked, when and how. */
final class ScriptedTask implements StatusReader {
  private final ManualTime time;
  private final List<Duration> looks = new CopyOnWriteArrayList<>();
  private final List<Duration> limits = new CopyOnWriteArrayList<>();
  private final List<ApiKey> keys = new CopyOnWriteArrayList<>();
  private final Map<ApiKey, RuntimeException> refusals = new ConcurrentHashMap<>();
  private final AtomicInteger readersNow = new AtomicInteger();
  private final AtomicInteger mostReaders = new AtomicInteger();
  private volatile Script script = _ -> "processing";

  /** What the status is. */
  @FunctionalInterface
  interface Script {
    String at(Duration elapsed) throws InterruptedException;
  }

  ScriptedTask(ManualTime time) {
    this.time = time;
  }

  ScriptedTask endingAt(Duration end, String last) {
    script = elapsed -> elapsed.compareTo(end) >= 0 ? last : "processing";
    return this;
  }

  void follow(Script newScript) {
    script = newScript;
  }

  void be(String status) {
    script = _ -> status;
  }

  /** Lets looks with {@code key} fail. */
  void refuse(ApiKey key, RuntimeException refusal) {
    refusals.put(key, refusal);
  }

  @Override
  public TaskStatus read(ApiKey key, String taskUuid, Duration limit) throws InterruptedException {
    looks.add(time.elapsed());
    limits.add(limit);
    keys.add(key);
    RuntimeException refusal = refusals.get(key);
    if (refusal != null) {
      throw refusal;
    }
    mostReaders.accumulateAndGet(readersNow.incrementAndGet(), Math::max);
    try {
      return new TaskStatus(taskUuid, MediaFamily.IMAGE, script.at(time.elapsed()));
    } finally {
      readersNow.decrementAndGet();
    }
  }

  /** When it was looked at. */
  List<Duration> looks() {
    return looks;
  }

  /** How long each look was allowed to take. */
  List<Duration> limits() {
    return limits;
  }

  /** With which key it was looked at. */
  List<ApiKey> keys() {
    return keys;
  }

  int readersNow() {
    return readersNow.get();
  }

  int mostReadersAtATime() {
    return mostReaders.get();
  }
}
