package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsTooLarge;
import org.junit.jupiter.api.Test;

/** What is kept of objects counts against the memory that they are decoded in. */
class MemoryShareTest {
  @Test
  void shouldNameTheKeyOfTheBudgetWhereAHolderWantsTooMuchOfIt() {
    DecodeMemory memory = new DecodeMemory(80);
    try (MemoryShare share = new MemoryShare(memory)) {
      assertThat(Decoding.failureOf(() -> share.take(71)))
          .isEqualTo(
              new ResultsTooLarge(
                  "result archive: 71 bytes to decode with exceed the bound of 70"
                      + " (upstream.results.decode_memory_bytes)"));
      assertThat(memory.reservedBytes()).isZero();
    }
  }
}
