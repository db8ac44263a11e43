package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Bits of numbers that no comparison of numbers tells apart. */
class ExactNumbersTest {
  @Test
  void shouldKeepTheSignOfZero() {
    BboxObservation observation = observationOf("arrow-minus-zero");
    long minusZero = 1L << 63;
    assertThat(bits(observation.getNormalizedBbox())).containsExactly(minusZero, 0L, minusZero, 0L);
    assertThat(Double.doubleToRawLongBits(observation.getBboxScore())).isEqualTo(minusZero);
  }

  @Test
  void shouldKeepWhichNanItIs() {
    BboxObservation observation = observationOf("arrow-nan-payload");
    long quiet = 0xFFF8_0000_DEAD_BEEFL;
    long signalling = 0x7FF0_0000_0000_0001L;
    assertThat(bits(observation.getNormalizedBbox())).containsOnly(quiet);
    assertThat(Double.doubleToRawLongBits(observation.getBboxScore())).isEqualTo(signalling);
  }

  private static BboxObservation observationOf(String fixture) {
    VideoDetectedObject object = Decoding.videoObjects(Fixture.archive(fixture)).getFirst();
    return object.getBboxObservations(0).getObservation();
  }

  private static long[] bits(NormalizedBbox box) {
    return DoubleStream.of(box.getX1(), box.getY1(), box.getX2(), box.getY2())
        .mapToLong(Double::doubleToRawLongBits)
        .toArray();
  }
}
