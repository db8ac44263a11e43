package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.ResultFilter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What does not pass is not decoded: told by how much of the archive is read, not by time. */
class SkippedWorkTest {
  private static final int OBJECTS = 200;
  private static final int OBSERVATIONS = 500;
  private static final TaskName TASK = new TaskName("task", "task");

  private final CountingSource source = new CountingSource(ByteSource.of(video()));
  private final ResultArchive archive =
      ResultArchive.open(
          source, new ArchiveHeaders(null, "30"), DecodeBounds.DEFAULT, new DecodeMemory(1L << 30));

  @AfterEach
  void closeArchive() {
    archive.close();
  }

  @Test
  void shouldReadOnlyWhatTheConditionsNeedWhereNothingPasses() throws InterruptedException {
    // given
    Work all = read(ResultFilter.getDefaultInstance());

    // when
    Work none = read(ResultFilter.newBuilder().addCategoryNames("bus").build());

    // then
    assertThat(all.parts).isEqualTo(OBJECTS);
    assertThat(all.readCount).isEqualTo(OBJECTS);
    assertThat(none.parts).isZero();
    assertThat(none.readCount).isEqualTo(OBJECTS);
    assertThat(none.bytes).isLessThan(all.bytes / 50);
  }

  @Test
  void shouldEncodeOnlyWhatPasses() throws InterruptedException {
    // when
    Work one = read(ResultFilter.newBuilder().addCategoryIds(7).build());

    // then
    assertThat(one.parts).isOne();
    assertThat(one.readCount).isEqualTo(OBJECTS);
  }

  /**
   * @param bytes of the archive that were read
   * @param parts that were made
   */
  private record Work(long bytes, int parts, long readCount) {}

  private Work read(ResultFilter filter) throws InterruptedException {
    long before = source.bytesRead;
    int parts = 0;
    try (Elements elements = new VideoObjects(archive, TASK, Filters.of(filter)).elements(0)) {
      while (elements.next()) {
        while (elements.nextPart("") != null) {
          parts++;
        }
      }
      return new Work(source.bytesRead - before, parts, elements.readCount());
    }
  }

  /** Tracks that compress badly, each of a category of its own. */
  private static byte[] video() {
    Random random = new Random(1);
    List<DetectedObject> objects =
        IntStream.range(0, OBJECTS)
            .mapToObj(
                id ->
                    new DetectedObject(
                        id,
                        List.of(),
                        track(random),
                        List.of(new Category(id, "car", 1, List.of()))))
            .toList();
    return ArchiveWriter.write(new Predictions(objects, Optional.empty()));
  }

  private static List<Observation> track(Random random) {
    return LongStream.range(0, OBSERVATIONS)
        .mapToObj(
            time ->
                new Observation(
                    time,
                    Optional.of(
                        new Detection(
                            random.nextDouble(),
                            random.nextDouble(),
                            random.nextDouble(),
                            random.nextDouble(),
                            random.nextDouble()))))
        .toList();
  }

  private static final class CountingSource implements ByteSource {
    private final ByteSource bytes;
    private long bytesRead;

    CountingSource(ByteSource bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public void read(long position, ByteBuffer target) throws IOException {
      bytesRead += target.remaining();
      bytes.read(position, target);
    }

    @Override
    public void close() {
      bytes.close();
    }
  }
}
