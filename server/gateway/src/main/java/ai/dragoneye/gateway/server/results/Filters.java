package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.v1.ResultFilter;
import java.util.Set;

/** Filters as the readers of archives take them. */
final class Filters {
  private Filters() {}

  /**
   * @param filter a valid one
   */
  static ObjectFilter of(ResultFilter filter) {
    return new ObjectFilter(
        Set.copyOf(filter.getCategoryIdsList()),
        Set.copyOf(filter.getCategoryNamesList()),
        filter.hasMinimumCategoryScore() ? filter.getMinimumCategoryScore() : null,
        filter.hasTimeRange() ? filter.getTimeRange() : null);
  }
}
