package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.TimestampRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Holds a ResultFilter against the promises of the contract. */
public final class FilterCheck {
  private static final int MAX_CATEGORIES = 1000;
  private static final int MAX_NAME_BYTES = 1024;

  private final ResultFilter filter;
  private final String path;
  private final List<FieldViolation> violations = new ArrayList<>();

  private FilterCheck(ResultFilter filter, String path) {
    this.filter = filter;
    this.path = path;
  }

  /**
   * Everything that is wrong with a filter for results of {@code family}.
   *
   * @param path of the filter within the request, for example {@code config.filter}
   */
  public static List<FieldViolation> violations(
      ResultFilter filter, MediaFamily family, String path) {
    FilterCheck check = new FilterCheck(filter, path);
    check.categories();
    check.score();
    check.timeRange(family);
    return check.violations;
  }

  /**
   * @throws FailureException with InvalidRequest where anything is wrong
   */
  static void require(ResultFilter filter, MediaFamily family, String path) {
    List<FieldViolation> violations = violations(filter, family, path);
    if (!violations.isEmpty()) {
      throw new FailureException(new Failure.InvalidRequest(violations));
    }
  }

  private void categories() {
    count("category_ids", filter.getCategoryIdsCount());
    count("category_names", filter.getCategoryNamesCount());
    for (int i = 0; i < Math.min(filter.getCategoryNamesCount(), MAX_CATEGORIES); i++) {
      int bytes = filter.getCategoryNames(i).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_NAME_BYTES) {
        violation(
            "category_names[" + i + "]", "has " + bytes + " bytes; send at most " + MAX_NAME_BYTES);
      }
    }
  }

  private void count(String field, int count) {
    if (count > MAX_CATEGORIES) {
      violation(field, "has " + count + " entries; send at most " + MAX_CATEGORIES);
    }
  }

  private void score() {
    double score = filter.getMinimumCategoryScore();
    // NaN fails both comparisons.
    if (!(score >= 0 && score <= 1)) {
      violation("minimum_category_score", "is " + score + "; send a number from 0 to 1");
    }
  }

  private void timeRange(MediaFamily family) {
    if (!filter.hasTimeRange()) {
      return;
    }
    TimestampRange range = filter.getTimeRange();
    if (family == MediaFamily.IMAGE) {
      violation("time_range", "is only for videos; leave it out");
    } else if (range.getTimestampStartUsInclusive() > range.getTimestampEndUsInclusive()) {
      violation("time_range", "ends before it starts; send a start that is not after the end");
    }
  }

  private void violation(String field, String description) {
    violations.add(new FieldViolation(path + "." + field, description));
  }
}
