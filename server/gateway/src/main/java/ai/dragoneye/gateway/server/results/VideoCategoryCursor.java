package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import java.util.List;
import java.util.function.Consumer;

/** A place within the categories of a tracked object, between its parts. */
final class VideoCategoryCursor {
  private final List<VideoCategoryPrediction> categories;
  private int category;
  private int attribute;
  private int range;
  private boolean inCategory;
  private boolean inAttribute;

  VideoCategoryCursor(List<VideoCategoryPrediction> categories) {
    this.categories = categories;
  }

  /** Index of the category to go on with. */
  int category() {
    return category;
  }

  /** Index, within that category, of the attribute to go on with. */
  int attribute() {
    return attribute;
  }

  /** Whether that category has begun in an earlier part. */
  boolean isInCategory() {
    return inCategory;
  }

  /** Whether that attribute has begun in an earlier part. */
  boolean isInAttribute() {
    return inAttribute;
  }

  /** Passes on what fits into {@code room} and tells whether that is all. */
  boolean fill(PartRoom room, Consumer<VideoCategoryPrediction> target) {
    while (category < categories.size()) {
      VideoCategoryPrediction whole = categories.get(category);
      if (!room.take(PartRoom.sizeOfShell(whole.getName()), inCategory)) {
        return false;
      }
      inCategory = true;
      target.accept(nextPiece(whole, room));
      if (attribute < whole.getAttributesCount()) {
        return false;
      }
      category++;
      attribute = 0;
      inCategory = false;
    }
    return true;
  }

  private VideoCategoryPrediction nextPiece(VideoCategoryPrediction whole, PartRoom room) {
    VideoCategoryPrediction.Builder piece =
        VideoCategoryPrediction.newBuilder()
            .setCategoryId(whole.getCategoryId())
            .setName(whole.getName())
            .setScore(whole.getScore());
    while (attribute < whole.getAttributesCount()
        && addAttribute(whole.getAttributes(attribute), room, piece)) {
      attribute++;
    }
    return piece.build();
  }

  /** Adds what fits of an attribute and tells whether that is all. */
  private boolean addAttribute(
      VideoAttributePrediction whole, PartRoom room, VideoCategoryPrediction.Builder target) {
    int shell = PartRoom.sizeOfShell(whole.getAttributeName(), whole.getOptionName());
    if (!room.take(shell, inAttribute)) {
      return false;
    }
    VideoAttributePrediction.Builder piece =
        target
            .addAttributesBuilder()
            .setAttributeId(whole.getAttributeId())
            .setAttributeName(whole.getAttributeName())
            .setOptionId(whole.getOptionId())
            .setOptionName(whole.getOptionName());
    range = room.fill(whole.getTimestampRangesList(), range, piece::addTimestampRanges);
    inAttribute = range < whole.getTimestampRangesCount();
    if (!inAttribute) {
      range = 0;
    }
    return !inAttribute;
  }
}
