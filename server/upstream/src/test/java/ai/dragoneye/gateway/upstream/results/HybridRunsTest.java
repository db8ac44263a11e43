package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what parquet-java's encoder packs, in whatever stretches. */
class HybridRunsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 8, 9, 15, 17, 24, 31, 32})
  void shouldReadNumbersOfAnyWidth(int width) throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      // given
      Random random = new Random(seed);
      int[] numbers = numbers(random, width);
      HybridRuns runs = runs(numbers, width);

      // when
      int[] read = readInStretches(runs, numbers.length, random);

      // then
      assertThat(read).as("seed %d", seed).isEqualTo(numbers);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void shouldReadLevelsAsBytes(int width) throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      // given
      Random random = new Random(seed);
      int[] numbers = numbers(random, width);
      HybridRuns runs = runs(numbers, width);

      for (int from = 0; from < numbers.length; ) {
        int count = Math.min(numbers.length - from, 1 + random.nextInt(40));
        if (random.nextInt(3) == 0) {
          // when
          runs.skip(count);
        } else {
          // when
          byte[] levels = new byte[count + Scratch.SLACK];
          runs.read(levels, count);

          // then
          for (int i = 0; i < count; i++) {
            assertThat(levels[i])
                .as("seed %d, level %d", seed, from + i)
                .isEqualTo((byte) numbers[from + i]);
          }
        }
        from += count;
      }
    }
  }

  @Test
  void shouldReadZerosWhereThereAreNoBits() {
    HybridRuns runs = new HybridRuns();
    runs.open(new byte[Scratch.SLACK], 0, 0, 0);
    int[] read = {7, 7, 7};
    runs.read(read, 3);
    assertThat(read).containsOnly(0);
  }

  @Test
  void shouldRefuseRunsThatEndEarly() throws IOException {
    HybridRuns runs = runs(new int[] {1, 2, 3, 1, 2, 3, 1, 2}, 2);
    assertThatThrownBy(() -> runs.read(new int[100], 100))
        .isInstanceOf(ParquetDecodingException.class);
  }

  private static int[] readInStretches(HybridRuns runs, int count, Random random) {
    int[] read = new int[count];
    for (int from = 0; from < count; ) {
      int[] stretch = new int[Math.min(count - from, 1 + random.nextInt(40))];
      runs.read(stretch, stretch.length);
      System.arraycopy(stretch, 0, read, from, stretch.length);
      from += stretch.length;
    }
    return read;
  }

  /** Runs of equal ones between others. */
  private static int[] numbers(Random random, int width) {
    int[] numbers = new int[500];
    for (int from = 0; from < numbers.length; ) {
      int to = Math.min(numbers.length, from + (random.nextBoolean() ? 1 : random.nextInt(60)));
      Arrays.fill(numbers, from, to, random.nextInt() >>> (Integer.SIZE - width));
      from = to;
    }
    return numbers;
  }

  private static HybridRuns runs(int[] numbers, int width) throws IOException {
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            width, 64, 4096, HeapByteBufferAllocator.getInstance())) {
      for (int number : numbers) {
        encoder.writeInt(number);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      encoder.toBytes().writeAllTo(bytes);
      byte[] packed = bytes.toByteArray();
      HybridRuns runs = new HybridRuns();
      runs.open(Arrays.copyOf(packed, packed.length + Scratch.SLACK), 0, packed.length, width);
      return runs;
    }
  }
}
