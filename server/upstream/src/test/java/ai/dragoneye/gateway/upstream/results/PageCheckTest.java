package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.apache.parquet.column.Encoding;
import org.junit.jupiter.api.Test;

class PageCheckTest {
  private static final int ENTRIES = 1 << 24;

  /** Few bytes of prefixes, for which parquet-java's decoder makes an array of 128 MiB. */
  private static final byte[] PREFIXES = {
    (byte) 0x80, 0x01, 4, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08, 0, 0, 0, 0, 0, 0
  };

  @Test
  void shouldReserveWhatPrefixesBecomeBeforeTheyAreRead() {
    // given
    RuntimeException full = new IllegalStateException("full");
    PageCheck check =
        new PageCheck(
            ByteBuffer.wrap(PREFIXES),
            ENTRIES,
            1 << 16,
            bytes -> {
              if (bytes >= (long) ENTRIES * Long.BYTES) {
                throw full;
              }
            });

    // when / then
    assertThatThrownBy(() -> check.values(Encoding.DELTA_BYTE_ARRAY)).isSameAs(full);
  }
}
