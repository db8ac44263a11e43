package ai.dragoneye.gateway.simulator.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.media.MediaFacts;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PredictionGeneratorTest {
  private static final String SHA256 = "00".repeat(32);
  private static final MediaFacts PHOTO = new MediaFacts(640, 480, 0);
  private static final MediaFacts CLIP = new MediaFacts(640, 480, 10_000_000);

  @Test
  void shouldFollowFromMediaAndModel() {
    Predictions once = PredictionGenerator.image(SHA256, "m/a", PHOTO);

    assertThat(PredictionGenerator.image(SHA256, "m/a", PHOTO)).isEqualTo(once);
    assertThat(PredictionGenerator.image(SHA256, "m/b", PHOTO)).isNotEqualTo(once);
    assertThat(PredictionGenerator.image("11".repeat(32), "m/a", PHOTO)).isNotEqualTo(once);
  }

  @Test
  void shouldNeverChangeBetweenReleases() {
    DetectedObject first = PredictionGenerator.image(SHA256, "m/a", PHOTO).objects().getFirst();

    assertThat(first.objectId()).isEqualTo(31516750909371396L);
    assertThat(first.observations().getFirst().detection().orElseThrow().x1())
        .isEqualTo(0.30466913003911805);
  }

  @Test
  void shouldObserveEveryObjectOfAnImageOnce() {
    for (DetectedObject object : images().toList()) {
      assertThat(object.ranges()).containsExactly(new DetectedObject.TimeRange(0, 0));
      assertThat(object.observations()).hasSize(1);
      assertThat(object.observations().getFirst().detection()).isPresent();
      assertThat(object.categories().stream().flatMap(c -> c.attributes().stream()))
          .allSatisfy(a -> assertThat(a.ranges()).hasSize(1));
    }
  }

  @Test
  void shouldKeepBoxesInsideThePicture() {
    Stream.concat(images(), videos())
        .flatMap(o -> o.observations().stream())
        .flatMap(o -> o.detection().stream())
        .forEach(
            box -> {
              assertThat(box.x1()).isBetween(0.0, box.x2());
              assertThat(box.y1()).isBetween(0.0, box.y2());
              assertThat(box.x2()).isBetween(box.x1(), 1.0);
              assertThat(box.y2()).isBetween(box.y1(), 1.0);
            });
  }

  @Test
  void shouldUseIdsAndScoresThatNoFloatCanHold() {
    List<DetectedObject> objects = images().toList();

    assertThat(objects).allMatch(o -> o.objectId() > 1L << 53);
    assertThat(objects.stream().flatMap(o -> o.observations().stream()))
        .extracting(o -> o.detection().map(Detection::score).orElseThrow())
        .allMatch(score -> (float) (double) score != score);
    assertThat(attributes(objects)).allMatch(a -> (long) (double) a.id() != a.id());
  }

  @Test
  void shouldNameSeveralCategoriesMostLikelyFirst() {
    List<DetectedObject> objects = images().toList();

    assertThat(objects).anyMatch(o -> o.categories().size() > 1);
    assertThat(objects)
        .allSatisfy(
            o ->
                assertThat(o.categories())
                    .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score())));
  }

  @ParameterizedTest
  @CsvSource({"10000000, 1, 10", "2500000, 12, 30", "3333333, 3, 10", "1, 1, 1", "999999, 7, 7"})
  void shouldProcessAsManyFramesAsTheVideoHasTime(long micros, int rate, int frames) {
    Predictions predictions =
        PredictionGenerator.video(SHA256, "m/a", new MediaFacts(64, 48, micros), rate);

    assertThat(predictions.frameTimestamps().orElseThrow())
        .hasSize(frames)
        .isSorted()
        .doesNotHaveDuplicates()
        .allMatch(time -> time >= 0 && time < micros);
  }

  @Test
  void shouldHaveGapFramesAbsencesAndFramesWithNothing() {
    Predictions predictions = PredictionGenerator.video(SHA256, "m/a", CLIP, 10);
    DetectedObject first = predictions.objects().getFirst();
    List<Long> seen =
        predictions.objects().stream()
            .flatMap(o -> o.observations().stream())
            .map(Observation::timestampUs)
            .distinct()
            .toList();

    assertThat(first.observations()).extracting(Observation::detection).anyMatch(Optional::isEmpty);
    assertThat(first.ranges()).hasSize(2);
    assertThat(predictions.frameTimestamps().orElseThrow()).hasSizeGreaterThan(seen.size());
  }

  @Test
  void shouldChangeOptionsOverTime() {
    List<Attribute> attributes = attributes(videos().toList());

    assertThat(attributes).anyMatch(a -> a.ranges().size() > 1);
    assertThat(videos().flatMap(o -> o.categories().stream()))
        .anyMatch(
            category ->
                category.attributes().stream()
                    .collect(Collectors.groupingBy(Attribute::id, Collectors.counting()))
                    .values()
                    .stream()
                    .anyMatch(count -> count > 1));
  }

  private static List<Attribute> attributes(List<DetectedObject> objects) {
    return objects.stream()
        .flatMap(o -> o.categories().stream())
        .map(Category::attributes)
        .flatMap(List::stream)
        .toList();
  }

  private static Stream<DetectedObject> images() {
    return IntStream.range(0, 50)
        .mapToObj(i -> PredictionGenerator.image(SHA256, "model " + i, PHOTO))
        .flatMap(p -> p.objects().stream());
  }

  private static Stream<DetectedObject> videos() {
    return IntStream.range(0, 20)
        .mapToObj(i -> PredictionGenerator.video(SHA256, "model " + i, CLIP, 5))
        .flatMap(p -> p.objects().stream());
  }
}
