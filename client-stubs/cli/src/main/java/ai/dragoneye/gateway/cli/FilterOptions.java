package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.TimestampRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which objects or frames to show; what passes is shown whole. */
final class FilterOptions {
  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "Only what is of this category; may be repeated.")
  private List<String> categories = List.of();

  @Option(
      names = "--category-id",
      paramLabel = "ID",
      description = "Only what is of the category with this id; may be repeated.")
  private List<Long> categoryIds = List.of();

  @Option(
      names = "--min-score",
      paramLabel = "SCORE",
      description = "Only what is of a category with at least this score, 0 to 1.")
  private @Nullable Double minimumScore;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Spans.Position.class,
      description = "Only from this time of a video on, for example 12.5s or 01:30.")
  private @Nullable Duration from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Spans.Position.class,
      description = "Only up to this time of a video, itself included.")
  private @Nullable Duration to;

  /** The filter; empty where no option asks for one. */
  Optional<ResultFilter> filter() {
    ResultFilter.Builder filter =
        ResultFilter.newBuilder().addAllCategoryNames(categories).addAllCategoryIds(categoryIds);
    if (minimumScore != null) {
      filter.setMinimumCategoryScore(minimumScore);
    }
    if (from != null || to != null) {
      filter.setTimeRange(range());
    }
    ResultFilter made = filter.build();
    return made.equals(ResultFilter.getDefaultInstance()) ? Optional.empty() : Optional.of(made);
  }

  private TimestampRange range() {
    long start = from == null ? 0 : micros(from);
    long end = to == null ? Long.MAX_VALUE : micros(to);
    if (start > end) {
      throw new UsageException("--from must not be later than --to");
    }
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(start)
        .setTimestampEndUsInclusive(end)
        .build();
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1_000;
  }
}
