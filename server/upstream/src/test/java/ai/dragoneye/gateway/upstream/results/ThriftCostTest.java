package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

/** No footer takes more memory than is reserved for it. */
class ThriftCostTest {
  @Test
  void shouldCountTwoBytesForEachLetterOfATextBeyondLatin1() throws Exception {
    // given
    String text = "\u4e2d" + "a".repeat(100_000);
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(
        new FileMetaData(1, List.of(), 0, List.of()).setCreated_by(text), footer);

    // when
    long cost = ThriftCost.of(footer.toByteArray());

    // then
    assertThat(cost).isGreaterThan(2L * text.length());
  }
}
