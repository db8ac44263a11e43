package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.TimestampRange;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterCheckTest {

  @Test
  void shouldAcceptAFilterAtAllItsLimits() {
    // given
    ResultFilter filter =
        ResultFilter.newBuilder()
            .addAllCategoryIds(LongStream.range(0, 1000).boxed().toList())
            .addAllCategoryNames(IntStream.range(0, 1000).mapToObj(_ -> "é".repeat(512)).toList())
            .setMinimumCategoryScore(1)
            .setTimeRange(range(-5, -5))
            .build();

    // when, then
    assertThat(check(filter, MediaFamily.VIDEO)).isEmpty();
  }

  @Test
  void shouldAcceptTheEmptyFilter() {
    assertThat(check(ResultFilter.getDefaultInstance(), MediaFamily.IMAGE)).isEmpty();
    assertThat(check(ResultFilter.getDefaultInstance(), MediaFamily.VIDEO)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        -Double.MIN_VALUE,
        1.0000001,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  void shouldRefuseAScoreThatNoneCanBe(double score) {
    // given
    ResultFilter filter = ResultFilter.newBuilder().setMinimumCategoryScore(score).build();

    // when, then
    assertThat(check(filter, MediaFamily.IMAGE))
        .containsExactly("config.filter.minimum_category_score");
  }

  @Test
  void shouldRefuseTooManyAndTooLongCategories() {
    // given
    ResultFilter filter =
        ResultFilter.newBuilder()
            .addAllCategoryIds(LongStream.range(0, 1001).boxed().toList())
            .addCategoryNames("fine")
            .addCategoryNames("é".repeat(513))
            .build();
    ResultFilter names =
        ResultFilter.newBuilder()
            .addAllCategoryNames(IntStream.range(0, 1001).mapToObj(Integer::toString).toList())
            .build();

    // when, then
    assertThat(check(filter, MediaFamily.VIDEO))
        .containsExactly("config.filter.category_ids", "config.filter.category_names[1]");
    assertThat(check(names, MediaFamily.VIDEO)).containsExactly("config.filter.category_names");
  }

  @Test
  void shouldRefuseARangeThatEndsBeforeItStarts() {
    // given
    ResultFilter filter = ResultFilter.newBuilder().setTimeRange(range(2, 1)).build();

    // when, then
    assertThat(check(filter, MediaFamily.VIDEO)).containsExactly("config.filter.time_range");
  }

  @Test
  void shouldRefuseARangeForAnImage() {
    // given
    ResultFilter filter = ResultFilter.newBuilder().setTimeRange(range(0, 0)).build();

    // when, then
    assertThat(check(filter, MediaFamily.IMAGE)).containsExactly("config.filter.time_range");
  }

  private static TimestampRange range(long start, long end) {
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(start)
        .setTimestampEndUsInclusive(end)
        .build();
  }

  private static List<String> check(ResultFilter filter, MediaFamily family) {
    return FilterCheck.violations(filter, family, "config.filter").stream()
        .map(FieldViolation::field)
        .toList();
  }
}
