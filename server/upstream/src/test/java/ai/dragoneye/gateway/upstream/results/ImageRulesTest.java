package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What time becomes in an image, where the official SDK gives no example. */
class ImageRulesTest {
  @Test
  void shouldScoreAttributesByTheBestRangeAndZeroWithoutAny() {
    List<ImageDetectedObject> objects =
        Decoding.imageObjects(Fixture.archive("arrow-image-scores"));
    assertThat(objects.getFirst().getCategories(0).getAttributesList())
        .extracting(ImageAttributePrediction::getScore)
        .containsExactly(0.0, 0.0, 0.25, 0.75, -1.0);
  }

  @Test
  void shouldTakeTheFirstOfSeveralObservations() {
    byte[] archive = ParquetSurgery.on("broken").onlyRowGroup(19).archive();
    BboxObservation expected =
        BboxObservation.newBuilder()
            .setNormalizedBbox(
                NormalizedBbox.newBuilder().setX1(0.1).setY1(0.2).setX2(0.3).setY2(0.4))
            .setBboxScore(0.9)
            .build();
    assertThat(Decoding.imageObjects(archive))
        .extracting(ImageDetectedObject::getBboxObservation)
        .containsExactly(expected);
  }

  @Test
  void shouldNotReadColumnsOfTime() {
    byte[] archive =
        ParquetSurgery.on("arrow-image-row-groups")
            .schema("timestamp_ranges", element -> element.setName("renamed"))
            .schema("timestamp_microseconds", element -> element.setName("renamed"))
            .archive();
    assertThat(Decoding.imageObjects(archive))
        .isEqualTo(Decoding.imageObjects(Fixture.archive("arrow-image-row-groups")));
  }
}
