package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsTooLarge;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes of a result change: it decodes, or fails as corrupt or too large. */
class MutatedArchiveTest {
  private static final int ROUNDS = Integer.getInteger("mutations", 300);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "polars-zstd",
        "polars-uncompressed",
        "arrow-plain",
        "arrow-delta",
        "arrow-snappy",
        "arrow-item-lz4",
        "arrow-v2-many-pages",
        "arrow-int32-float",
        "arrow-untyped"
      })
  void shouldDecodeOrFailAsCorruptWhenPredictionsChange(String fixture) {
    byte[] original =
        ZipBytes.membersOf(Fixture.archive(fixture))
            .getOrDefault("predictions.parquet", new byte[0]);
    for (int seed = 0; seed < ROUNDS; seed++) {
      decode(ZipBytes.predictions(mutate(original, new Random(seed))), seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polars-zstd", "deflated"})
  void shouldDecodeOrFailAsCorruptWhenTheArchiveChanges(String fixture) {
    byte[] original = Fixture.archive(fixture);
    for (int seed = 0; seed < ROUNDS; seed++) {
      decode(mutate(original, new Random(seed)), seed);
    }
  }

  private static void decode(byte[] archive, int seed) {
    try {
      Decoding.videoObjects(archive);
      Decoding.imageObjects(archive);
      Decoding.frameTimestamps(archive);
    } catch (UpstreamException e) {
      assertThat(e.failure())
          .as("seed %d", seed)
          .isInstanceOfAny(ResultsCorrupt.class, ResultsTooLarge.class);
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      // Half of them near the end, where metadata stands.
      int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 2500);
      int at = bytes.length - 1 - random.nextInt(reach);
      bytes[at] =
          (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ (1 << random.nextInt(8)));
    }
    return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
