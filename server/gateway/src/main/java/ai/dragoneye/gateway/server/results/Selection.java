package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.TimestampRange;
import java.util.Set;

/**
 * Decides which objects and frames pass a filter, as the contract has it. A score that is NaN
 * fulfils no minimum. Immutable.
 */
final class Selection {
  private final ResultFilter filter;
  private final Set<Long> ids;
  private final Set<String> names;
  private final boolean anyCategory;

  /**
   * @param filter a valid one
   */
  Selection(ResultFilter filter) {
    this.filter = filter;
    this.ids = Set.copyOf(filter.getCategoryIdsList());
    this.names = Set.copyOf(filter.getCategoryNamesList());
    this.anyCategory = ids.isEmpty() && names.isEmpty() && !filter.hasMinimumCategoryScore();
  }

  /** Whether a frame at this time may pass. */
  boolean passesTime(long timestamp) {
    TimestampRange wanted = filter.getTimeRange();
    return !filter.hasTimeRange()
        || (timestamp >= wanted.getTimestampStartUsInclusive()
            && timestamp <= wanted.getTimestampEndUsInclusive());
  }

  /** Whether there is no condition on categories. */
  boolean isAnyCategory() {
    return anyCategory;
  }

  /** Whether an object lets the frame it is seen in pass. */
  boolean passes(FrameObject object) {
    return anyCategory || object.getCategoriesList().stream().anyMatch(this::passes);
  }

  private boolean passes(ImageCategoryPrediction category) {
    return passes(category.getCategoryId(), category.getName(), category.getScore());
  }

  private boolean passes(long id, String name, double score) {
    return (isAnyWanted() || ids.contains(id) || names.contains(name))
        && (!filter.hasMinimumCategoryScore() || score >= filter.getMinimumCategoryScore());
  }

  private boolean isAnyWanted() {
    return ids.isEmpty() && names.isEmpty();
  }
}
