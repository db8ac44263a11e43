package ai.dragoneye.gateway.upstream.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingLeakDetectorTest {
  @AfterEach
  void forget() {
    RecordingLeakDetector.forget();
  }

  @Test
  void shouldNoticeALeak() {
    // when
    PooledByteBufAllocator.DEFAULT.directBuffer(7);

    // then
    await().untilAsserted(() -> assertThat(RecordingLeakDetector.leaks()).isNotEmpty());
  }
}
