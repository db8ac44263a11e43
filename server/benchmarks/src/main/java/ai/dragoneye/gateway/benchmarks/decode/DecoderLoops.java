package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.benchmarks.archives.ResultShape;
import ai.dragoneye.gateway.benchmarks.archives.Tracks;
import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The decoder's inner loops under JMH, a time for each element. They go through its public face
 * with results that are made of one thing only: its classes may change, and the figures stay
 * comparable.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class DecoderLoops {
  private static final int OBJECTS = 200;
  private static final int OBSERVATIONS = OBJECTS * 120;
  private static final int CATEGORIES = OBJECTS * 2;
  private static final int FRAMES = 216_000;

  private final OurDecoder decoder = new OurDecoder();
  private final WireSink sink = (buffer, offset, length) -> {};
  private ByteBuffer boxes = ByteBuffer.allocate(0);
  private ByteBuffer gaps = boxes;
  private ByteBuffer categories = boxes;
  private ByteBuffer timeline = boxes;

  /** Generates the results. */
  @Setup
  public void generate() {
    Tracks tracks = new Tracks(ResultShape.MEDIUM);
    boxes = archive(tracks.stream().map(DecoderLoops::onlySeen).toList());
    gaps = archive(tracks.stream().map(DecoderLoops::onlyGaps).toList());
    categories = archive(tracks.stream().map(DecoderLoops::onlyCategories).toList());
    List<Long> frames = LongStream.range(0, FRAMES).map(frame -> frame * 33_333).boxed().toList();
    timeline =
        ByteBuffer.wrap(ArchiveWriter.write(new Predictions(List.of(), Optional.of(frames))));
  }

  /** An observation with a box: levels of two lists, five plain doubles, two nested messages. */
  @Benchmark
  @OperationsPerInvocation(OBSERVATIONS)
  public void box() {
    decoder.decode(boxes, sink);
  }

  /** An observation of a gap frame: levels and a timestamp. */
  @Benchmark
  @OperationsPerInvocation(OBSERVATIONS)
  public void gap() {
    decoder.decode(gaps, sink);
  }

  /**
   * A category with two attributes of two ranges each: three nested lists, names of dictionaries.
   */
  @Benchmark
  @OperationsPerInvocation(CATEGORIES)
  public void category() {
    decoder.decode(categories, sink);
  }

  /** A frame of the timeline: a plain number of a flat column. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void frame(Blackhole hole) {
    hole.consume(decoder.frameTimestamps(timeline));
  }

  private static ByteBuffer archive(List<DetectedObject> objects) {
    return ByteBuffer.wrap(ArchiveWriter.write(new Predictions(objects, Optional.empty())));
  }

  private static DetectedObject onlySeen(DetectedObject object) {
    DetectedObject.Observation seen =
        object.observations().stream()
            .filter(observation -> observation.detection().isPresent())
            .findFirst()
            .orElseThrow();
    return observed(
        object,
        object.observations().stream()
            .map(o -> o.detection().isPresent() ? o : at(o.timestampUs(), seen))
            .toList());
  }

  private static DetectedObject.Observation at(long timestamp, DetectedObject.Observation seen) {
    return new DetectedObject.Observation(timestamp, seen.detection());
  }

  private static DetectedObject onlyGaps(DetectedObject object) {
    return observed(
        object,
        object.observations().stream()
            .map(o -> new DetectedObject.Observation(o.timestampUs(), Optional.empty()))
            .toList());
  }

  private static DetectedObject observed(
      DetectedObject object, List<DetectedObject.Observation> observations) {
    return new DetectedObject(object.objectId(), List.of(), observations, List.of());
  }

  private static DetectedObject onlyCategories(DetectedObject object) {
    return new DetectedObject(object.objectId(), List.of(), List.of(), object.categories());
  }
}
