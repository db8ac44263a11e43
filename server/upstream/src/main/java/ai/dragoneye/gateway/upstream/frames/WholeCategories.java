package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.upstream.results.ObjectPiece;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import java.util.ArrayList;
import java.util.List;

/** Puts the categories of one object together again. */
final class WholeCategories {
  /** Messages and lists against their bytes on the wire. */
  private static final int BYTES_PER_WIRE_BYTE = 6;

  private final MemoryShare memory;
  private final List<VideoCategoryPrediction.Builder> categories = new ArrayList<>();
  private long taken;

  WholeCategories(MemoryShare memory) {
    this.memory = memory;
  }

  /** Begins those of another object. */
  void reset() {
    categories.clear();
    memory.give(taken);
    taken = 0;
  }

  /**
   * Adds a category.
   *
   * @param piece of which the category is a part
   * @param isFirst whether it is the first one of the piece
   */
  void add(ObjectPiece piece, VideoCategoryPrediction category, boolean isFirst) {
    long weight = (long) BYTES_PER_WIRE_BYTE * category.getSerializedSize();
    memory.take(weight);
    taken += weight;
    if (isFirst && piece.continuedCategory() >= 0) {
      proceed(categories.get(piece.continuedCategory()), category, piece.continuedAttribute());
    } else {
      categories.add(category.toBuilder());
    }
  }

  private static void proceed(
      VideoCategoryPrediction.Builder whole, VideoCategoryPrediction category, int attribute) {
    List<VideoAttributePrediction> attributes = category.getAttributesList();
    if (attribute >= 0) {
      whole
          .getAttributesBuilder(attribute)
          .addAllTimestampRanges(attributes.getFirst().getTimestampRangesList());
      attributes = attributes.subList(1, attributes.size());
    }
    whole.addAllAttributes(attributes);
  }

  List<VideoCategoryPrediction> build() {
    return categories.stream().map(VideoCategoryPrediction.Builder::build).toList();
  }
}
