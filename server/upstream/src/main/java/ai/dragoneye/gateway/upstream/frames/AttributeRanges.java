package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import java.util.ArrayList;
import java.util.List;

/**
 * The time ranges of all attributes of an object side by side. Attributes are counted through all
 * categories; ranges that end before they start are left out.
 */
final class AttributeRanges {
  private final List<VideoAttributePrediction> attributes = new ArrayList<>();
  private final int[] firstAttributes;
  private final int[] attributeOf;
  private final long[] starts;
  private final long[] ends;
  private final double[] scores;

  AttributeRanges(List<VideoCategoryPrediction> categories) {
    firstAttributes = new int[categories.size() + 1];
    for (int category = 0; category < categories.size(); category++) {
      attributes.addAll(categories.get(category).getAttributesList());
      firstAttributes[category + 1] = attributes.size();
    }
    int count = attributes.stream().mapToInt(AttributeRanges::countOf).sum();
    attributeOf = new int[count];
    starts = new long[count];
    ends = new long[count];
    scores = new double[count];
    fill();
  }

  private static int countOf(VideoAttributePrediction attribute) {
    return Math.toIntExact(
        attribute.getTimestampRangesList().stream().filter(AttributeRanges::holds).count());
  }

  private static boolean holds(ScoredTimestampRange range) {
    return range.getTimestampStartUsInclusive() <= range.getTimestampEndUsInclusive();
  }

  private void fill() {
    int place = 0;
    for (int attribute = 0; attribute < attributes.size(); attribute++) {
      for (ScoredTimestampRange range : attributes.get(attribute).getTimestampRangesList()) {
        if (holds(range)) {
          attributeOf[place] = attribute;
          starts[place] = range.getTimestampStartUsInclusive();
          ends[place] = range.getTimestampEndUsInclusive();
          scores[place] = range.getScore();
          place++;
        }
      }
    }
  }

  /** The first attribute of the category; of the one after the last one: their number. */
  int firstAttributeOf(int category) {
    return firstAttributes[category];
  }

  VideoAttributePrediction attribute(int attribute) {
    return attributes.get(attribute);
  }

  /** Which attribute the range belongs to. */
  int attributeOf(int range) {
    return attributeOf[range];
  }

  double score(int range) {
    return scores[range];
  }

  /** First microseconds of the ranges; not to be changed. */
  long[] starts() {
    return starts;
  }

  /** Last microseconds of the ranges; not to be changed. */
  long[] ends() {
    return ends;
  }
}
