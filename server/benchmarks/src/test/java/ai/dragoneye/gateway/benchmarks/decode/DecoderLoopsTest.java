package ai.dragoneye.gateway.benchmarks.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DecoderLoopsTest {
  @Test
  void shouldBeKnownToJmh() throws Exception {
    // when
    try (InputStream list = DecoderLoops.class.getResourceAsStream("/META-INF/BenchmarkList")) {
      String known =
          new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);

      // then
      assertThat(known).contains(DecoderLoops.class.getName());
    }
  }
}
