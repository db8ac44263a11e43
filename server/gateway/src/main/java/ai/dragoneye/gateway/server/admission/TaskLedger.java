package ai.dragoneye.gateway.server.admission;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that were accepted here and are not known to have ended, for so long at most: nobody
 * may ask about a task again, or ask another replica. Guarded by its owner.
 */
final class TaskLedger {
  private static final int MAX_TASKS = 100_000;

  private final long lifetimeNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Entry> tasks = new LinkedHashMap<>();

  private record Entry(String caller, long expiresAtNanos) {}

  TaskLedger(Duration lifetime, LongSupplier nanoTime) {
    this.lifetimeNanos = lifetime.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Notes a task; false where it is known already. */
  boolean add(String taskUuid, String caller) {
    Entry entry = new Entry(caller, nanoTime.getAsLong() + lifetimeNanos);
    return tasks.putIfAbsent(taskUuid, entry) == null;
  }

  /** Forgets a task; gives the caller it counted for, or null. */
  @Nullable String remove(String taskUuid) {
    Entry entry = tasks.remove(taskUuid);
    return entry == null ? null : entry.caller;
  }

  /** Forgets one task that is too old; gives the caller it counted for, or null for none. */
  @Nullable String expireOne() {
    Iterator<Entry> oldestFirst = tasks.values().iterator();
    if (!oldestFirst.hasNext()) {
      return null;
    }
    Entry oldest = oldestFirst.next();
    if (tasks.size() <= MAX_TASKS && nanoTime.getAsLong() - oldest.expiresAtNanos < 0) {
      return null;
    }
    oldestFirst.remove();
    return oldest.caller;
  }
}
