package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The categories of an object as time goes by: which attributes hold, and with what score. Where
 * ranges of one attribute overlap, the highest score is taken, as it is for images.
 */
final class CategorySweep {
  private final List<VideoCategoryPrediction> categories;
  private final AttributeRanges ranges;
  private final int[] byStart;
  private final int[] byEnd;
  private final Comparator<Integer> lowestScoreFirst;

  /** For each attribute that holds, the ranges that say so. */
  private final NavigableMap<Integer, NavigableSet<Integer>> holding = new TreeMap<>();

  private int started;
  private int ended;

  /** Stands before all time. */
  CategorySweep(List<VideoCategoryPrediction> categories) {
    this.categories = categories;
    this.ranges = new AttributeRanges(categories);
    this.byStart = StableOrder.of(ranges.starts());
    this.byEnd = StableOrder.of(ranges.ends());
    this.lowestScoreFirst =
        Comparator.<Integer>comparingDouble(ranges::score).thenComparing(Comparator.naturalOrder());
  }

  /** Goes on to a time not before the last one; true where other ranges cover it. */
  boolean advanceTo(long time) {
    int before = started + ended;
    while (started < byStart.length && ranges.starts()[byStart[started]] <= time) {
      start(byStart[started++]);
    }
    while (ended < byEnd.length && ranges.ends()[byEnd[ended]] < time) {
      end(byEnd[ended++]);
    }
    return started + ended > before;
  }

  private void start(Integer range) {
    holding
        .computeIfAbsent(ranges.attributeOf(range), _ -> new TreeSet<>(lowestScoreFirst))
        .add(range);
  }

  /** Whatever ends before a time has started before it. */
  private void end(Integer range) {
    holding.computeIfPresent(
        ranges.attributeOf(range),
        (_, covering) -> {
          covering.remove(range);
          return covering.isEmpty() ? null : covering;
        });
  }

  /** Adds all categories, with the attributes that hold now. */
  void addTo(FrameObject.Builder object) {
    for (int category = 0; category < categories.size(); category++) {
      VideoCategoryPrediction predicted = categories.get(category);
      ImageCategoryPrediction.Builder now =
          object
              .addCategoriesBuilder()
              .setCategoryId(predicted.getCategoryId())
              .setNameBytes(predicted.getNameBytes())
              .setScore(predicted.getScore());
      int first = ranges.firstAttributeOf(category);
      int next = ranges.firstAttributeOf(category + 1);
      holding
          .subMap(first, next)
          .forEach((attribute, covering) -> now.addAttributes(attribute(attribute, covering)));
    }
  }

  private ImageAttributePrediction attribute(int attribute, NavigableSet<Integer> covering) {
    VideoAttributePrediction predicted = ranges.attribute(attribute);
    return ImageAttributePrediction.newBuilder()
        .setAttributeId(predicted.getAttributeId())
        .setAttributeNameBytes(predicted.getAttributeNameBytes())
        .setOptionId(predicted.getOptionId())
        .setOptionNameBytes(predicted.getOptionNameBytes())
        .setScore(ranges.score(covering.getLast()))
        .build();
  }
}
