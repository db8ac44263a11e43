package ai.dragoneye.gateway.upstream.results;

import com.google.protobuf.ByteString;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks whether one of the categories ahead fulfils all conditions on categories. */
final class CategoryFilter {
  private final ObjectFilter filter;
  private final Set<ByteString> names;
  private final int longestName;
  private final ListColumns categories;
  private final @Nullable LongColumn id;
  private final @Nullable TextColumn name;
  private final @Nullable DoubleColumn score;

  /** Reads only the columns that the conditions need. */
  CategoryFilter(ObjectFilter filter, StructFields root) {
    this.filter = filter;
    this.names =
        filter.categoryNames().stream().map(ByteString::copyFromUtf8).collect(Collectors.toSet());
    this.longestName = names.stream().mapToInt(ByteString::size).max().orElse(0);
    this.categories = root.list("categories");
    StructFields category = root.structsOf(categories);
    this.id = filter.categoryIds().isEmpty() ? null : category.longs("category_id");
    this.name = names.isEmpty() ? null : category.texts("name");
    this.score = filter.minimumCategoryScore() == null ? null : category.doubles("score");
  }

  /** Takes the whole list. */
  boolean passes() {
    boolean found = false;
    while (categories.next()) {
      boolean wanted = isWanted();
      found |= isScored() && wanted;
    }
    return found;
  }

  private boolean isWanted() {
    boolean wanted = id == null && name == null;
    if (id != null) {
      wanted = filter.categoryIds().contains(id.next());
    }
    if (name != null) {
      // Longer ones are not hashed: one of 64 KiB may stand for millions of categories.
      TextSlice text = name.name();
      wanted |= text.length() <= longestName && names.contains(text.wrap());
      name.consume();
    }
    return wanted;
  }

  private boolean isScored() {
    Double minimum = filter.minimumCategoryScore();
    return minimum == null || score == null || Double.longBitsToDouble(score.nextBits()) >= minimum;
  }
}
