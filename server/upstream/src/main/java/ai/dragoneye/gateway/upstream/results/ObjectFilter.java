package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.TimestampRange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects to read: whole ones, never trimmed. An object passes where one of its categories
 * fulfils all conditions on categories together, and one of its time ranges overlaps the wanted
 * one. Immutable.
 *
 * @param categoryIds ids of which the category has one, or its name is among the names; where both
 *     are empty any category will do
 * @param categoryNames see {@code categoryIds}
 * @param minimumCategoryScore least score of the category, or null for any; NaN fulfils none
 * @param timeRange what time ranges have to overlap, inclusive on both ends, or null for any time;
 *     objects of images have none and pass
 */
public record ObjectFilter(
    Set<Long> categoryIds,
    Set<String> categoryNames,
    @Nullable Double minimumCategoryScore,
    @Nullable TimestampRange timeRange) {
  /** Everything passes. */
  public static final ObjectFilter NONE = new ObjectFilter(Set.of(), Set.of(), null, null);

  /** Copies the sets. */
  public ObjectFilter {
    categoryIds = Set.copyOf(categoryIds);
    categoryNames = Set.copyOf(categoryNames);
  }

  /** Whether there is no condition on categories. */
  boolean isAnyCategory() {
    return categoryIds.isEmpty() && categoryNames.isEmpty() && minimumCategoryScore == null;
  }
}
