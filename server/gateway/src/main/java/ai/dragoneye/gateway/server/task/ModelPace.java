package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.KeyHash;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how long the tasks of each key and model took lately; those used least recently are
 * forgotten. Keys neither learn from each other nor mislead each other. Thread-safe.
 */
public final class ModelPace {
  private static final double WEIGHT_OF_NEWEST = 0.3;

  private final Map<Model, Double> nanosByModel;

  private record Model(KeyHash key, String name) {}

  /**
   * @param capacity how many models are remembered, each key's counted apart
   */
  public ModelPace(int capacity) {
    nanosByModel =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Model, Double> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Learns that a task of {@code model} took {@code duration} from its acceptance. */
  public synchronized void record(KeyHash key, String model, Duration duration) {
    double nanos = duration.toNanos();
    nanosByModel.merge(
        new Model(key, model), nanos, (old, newest) -> old + WEIGHT_OF_NEWEST * (newest - old));
  }

  /** How long a task of {@code model} is likely to take, or null where none was seen. */
  public synchronized @Nullable Duration expected(KeyHash key, String model) {
    Double nanos = nanosByModel.get(new Model(key, model));
    return nanos == null ? null : Duration.ofNanos(nanos.longValue());
  }
}
