package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import java.util.List;
import java.util.function.Consumer;

/** A place within categories without time, between the parts of what holds them. */
final class ImageCategoryCursor {
  private final List<ImageCategoryPrediction> categories;
  private int category;
  private int attribute;
  private boolean open;

  ImageCategoryCursor(List<ImageCategoryPrediction> categories) {
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
    return open;
  }

  /** Passes on what fits into {@code room} and tells whether that is all. */
  boolean fill(PartRoom room, Consumer<ImageCategoryPrediction> target) {
    while (category < categories.size()) {
      ImageCategoryPrediction whole = categories.get(category);
      if (!room.take(PartRoom.sizeOfShell(whole.getName()), open)) {
        return false;
      }
      open = true;
      target.accept(nextPiece(whole, room));
      if (attribute < whole.getAttributesCount()) {
        return false;
      }
      category++;
      attribute = 0;
      open = false;
    }
    return true;
  }

  private ImageCategoryPrediction nextPiece(ImageCategoryPrediction whole, PartRoom room) {
    ImageCategoryPrediction.Builder piece =
        ImageCategoryPrediction.newBuilder()
            .setCategoryId(whole.getCategoryId())
            .setName(whole.getName())
            .setScore(whole.getScore());
    attribute = room.fill(whole.getAttributesList(), attribute, piece::addAttributes);
    return piece.build();
  }
}
