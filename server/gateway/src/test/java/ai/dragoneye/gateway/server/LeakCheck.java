package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails tests that leave a buffer of Netty unreleased, or a thread of a gateway running. */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {
  private static final List<String> LEAKS = new CopyOnWriteArrayList<>();
  private static final int ROUNDS = 2;

  @Override
  public void beforeEach(ExtensionContext context) {
    ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(type + ": " + records));
    report();
    LEAKS.clear();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
    report();
    assertThat(LEAKS).isEmpty();
  }

  /** Event loops and timers carry the product's name. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("dragoneye"))
        .toList();
  }

  /** The detector looks for buffers that were collected each time it tracks a new one. */
  private static void report() {
    for (int i = 0; i < ROUNDS; i++) {
      WeakReference<Object> canary = new WeakReference<>(new Object());
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                System.gc();
                return canary.get() == null;
              });
      ByteBufAllocator.DEFAULT.directBuffer(64).release();
      ByteBufAllocator.DEFAULT.heapBuffer(64).release();
    }
  }
}
