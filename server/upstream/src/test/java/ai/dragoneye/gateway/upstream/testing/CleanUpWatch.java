package ai.dragoneye.gateway.upstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a leaked buffer or a thread of a client behind. Clients are closed by
 * then.
 */
public final class CleanUpWatch implements AfterEachCallback {
  /** Threads of a client, and those that its libraries would start for the whole process. */
  private static final List<String> OURS =
      List.of("dragoneye", "parallel-", "boundedElastic-", "CircuitBreaker", "reactor-");

  @Override
  public void afterEach(ExtensionContext context) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(clientThreads()).isEmpty());
    List<String> leaks = RecordingLeakDetector.leaks();
    RecordingLeakDetector.forget();
    assertThat(leaks).isEmpty();
  }

  private static List<String> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> OURS.stream().anyMatch(name::startsWith))
        .toList();
  }
}
