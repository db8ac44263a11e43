package ai.dragoneye.gateway.upstream.testing;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers leaks so that a test can fail on them. Installed by the system property {@code
 * io.netty.customResourceLeakDetector}.
 *
 * @param <T> what may leak
 */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
  private static final int ROUNDS = 3;
  private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

  public RecordingLeakDetector(Class<?> resourceType, int samplingInterval) {
    super(resourceType, samplingInterval);
  }

  /** Netty looks for this one too, and complains where there is none. */
  public RecordingLeakDetector(Class<?> resourceType, int samplingInterval, long maxActive) {
    this(resourceType, samplingInterval);
  }

  /** Starts anew. */
  public static void forget() {
    LEAKS.clear();
  }

  /** Leaks found so far, after making unreachable buffers known. */
  public static List<String> leaks() {
    for (int round = 0; round < ROUNDS; round++) {
      System.gc();
      PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
    }
    return List.copyOf(LEAKS);
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    LEAKS.add(resourceType + records);
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    LEAKS.add(resourceType);
  }
}
