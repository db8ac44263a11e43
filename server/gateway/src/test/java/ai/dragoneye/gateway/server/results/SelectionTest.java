package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ResultFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

  @Test
  void shouldLetEverythingPassAnEmptyFilter() {
    // given
    Selection selection = new Selection(ResultFilter.getDefaultInstance());

    // when, then
    assertThat(selection.passes(FrameObject.getDefaultInstance())).isTrue();
    assertThat(selection.passesTime(Long.MIN_VALUE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // id, name, least score: the object is car (1) at 0.2 and van (2) at 0.9
    "1, , , true",
    "3, , , false",
    ", van, , true",
    ", vans, , false",
    "3, van, , true",
    "1, bus, , true",
    "3, bus, , false",
    "1, , 0.2, true",
    "1, , 0.21, false",
    "2, , 0.9, true",
    ", , 0.9, true",
    ", , 0.91, false",
    "1, van, 0.5, true",
    "1, car, 0.5, false"
  })
  void shouldWantAllOfACategoryAtOnce(Long id, String name, Double score, boolean passes) {
    // given
    ResultFilter.Builder filter = ResultFilter.newBuilder();
    if (id != null) {
      filter.addCategoryIds(id);
    }
    if (name != null) {
      filter.addCategoryNames(name);
    }
    if (score != null) {
      filter.setMinimumCategoryScore(score);
    }
    Selection selection = new Selection(filter.build());

    // when, then
    assertThat(selection.passes(frameObject())).isEqualTo(passes);
  }

  @Test
  void shouldNotTakeAScoreThatIsNoNumberForOneThatCounts() {
    // given
    FrameObject.Builder object = FrameObject.newBuilder();
    object.addCategoriesBuilder().setScore(Double.NaN);

    // when, then
    assertThat(
            new Selection(ResultFilter.newBuilder().setMinimumCategoryScore(0).build())
                .passes(object.build()))
        .isFalse();
    assertThat(
            new Selection(ResultFilter.newBuilder().addCategoryIds(0).build())
                .passes(object.build()))
        .isTrue();
  }

  @Test
  void shouldNotLetAnObjectWithoutCategoriesPassACondition() {
    // given
    Selection selection =
        new Selection(ResultFilter.newBuilder().setMinimumCategoryScore(0).build());

    // when, then
    assertThat(selection.passes(FrameObject.getDefaultInstance())).isFalse();
  }

  @Test
  void shouldWantFramesWithinTheRangeBothEndsIncluded() {
    // given
    Selection selection = new Selection(within(-5, 5));

    // when, then
    assertThat(selection.passesTime(-6)).isFalse();
    assertThat(selection.passesTime(-5)).isTrue();
    assertThat(selection.passesTime(5)).isTrue();
    assertThat(selection.passesTime(6)).isFalse();
  }

  private static ResultFilter within(long start, long end) {
    ResultFilter.Builder filter = ResultFilter.newBuilder();
    filter
        .getTimeRangeBuilder()
        .setTimestampStartUsInclusive(start)
        .setTimestampEndUsInclusive(end);
    return filter.build();
  }

  private static FrameObject frameObject() {
    return FrameObject.newBuilder().addCategories(car()).addCategories(van()).build();
  }

  private static ImageCategoryPrediction.Builder car() {
    return ImageCategoryPrediction.newBuilder().setCategoryId(1).setName("car").setScore(0.2);
  }

  private static ImageCategoryPrediction.Builder van() {
    return ImageCategoryPrediction.newBuilder().setCategoryId(2).setName("van").setScore(0.9);
  }
}
