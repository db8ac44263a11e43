package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.TimestampRange;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTest {
  private static final TimestampRange RANGE =
      TimestampRange.newBuilder()
          .setTimestampStartUsInclusive(-5)
          .setTimestampEndUsInclusive(5)
          .build();

  @Test
  void shouldLetEverythingPassAnEmptyFilter() {
    // when
    ObjectFilter filter = Filters.of(ResultFilter.getDefaultInstance());

    // then
    assertThat(filter).isEqualTo(ObjectFilter.NONE);
    assertThat(filter.isAnyCategory()).isTrue();
  }

  @Test
  void shouldTakeOverAllConditions() {
    // given
    ResultFilter given =
        ResultFilter.newBuilder()
            .addCategoryIds(1)
            .addCategoryIds(2)
            .addCategoryIds(1)
            .addCategoryNames("car")
            .setMinimumCategoryScore(0)
            .setTimeRange(RANGE)
            .build();

    // when
    ObjectFilter filter = Filters.of(given);

    // then
    assertThat(filter).isEqualTo(new ObjectFilter(Set.of(1L, 2L), Set.of("car"), 0.0, RANGE));
    assertThat(filter.isAnyCategory()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // id, name, least score: the category is van (2) at 0.9
    "2, , , true",
    "3, , , false",
    ", van, , true",
    ", vans, , false",
    "3, van, , true",
    "2, bus, , true",
    "3, bus, , false",
    "2, , 0.9, true",
    "2, , 0.91, false",
    ", , 0.9, true",
    ", , 0.91, false",
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

    // when / then
    assertThat(Filters.of(filter.build()).passesCategory(2, "van", 0.9)).isEqualTo(passes);
  }

  @Test
  void shouldNotTakeAScoreThatIsNoNumberForOneThatCounts() {
    // given
    ResultFilter atLeastZero = ResultFilter.newBuilder().setMinimumCategoryScore(0).build();

    // when / then
    assertThat(Filters.of(atLeastZero).passesCategory(0, "", Double.NaN)).isFalse();
    assertThat(ObjectFilter.NONE.passesCategory(0, "", Double.NaN)).isTrue();
  }
}
