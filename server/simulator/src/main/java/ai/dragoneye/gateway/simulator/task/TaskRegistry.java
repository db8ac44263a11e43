package ai.dragoneye.gateway.simulator.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The latest 10,000 tasks. Thread-safe. */
public final class TaskRegistry {
  private static final int KEPT = 10_000;

  private final RandomGenerator ids;
  private final Map<String, Task> tasks = new LinkedHashMap<>();

  /** A registry whose task ids follow from a seed. */
  public TaskRegistry(long seed) {
    ids = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Makes a task; its form is made for its id. */
  public synchronized Task begin(
      TaskRequest request, Function<String, PresignedForm> form, TaskScript script) {
    // The bits that make it a uuid of version 4.
    long high = (ids.nextLong() & ~0xf000L) | 0x4000L;
    long low = (ids.nextLong() & ~(3L << 62)) | (2L << 62);
    String id = new UUID(high, low).toString();
    Task task = new Task(id, request, form.apply(id), script);
    tasks.put(id, task);
    if (tasks.size() > KEPT) {
      tasks.remove(tasks.keySet().iterator().next());
    }
    return task;
  }

  /** The task with this id. */
  public synchronized Optional<Task> find(String id) {
    return Optional.ofNullable(tasks.get(id));
  }
}
