package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;

/** Cuts whole messages: one element a step. */
final class SlowCut {
  private final int max;
  private final List<ObjectPiece> pieces = new ArrayList<>();
  private int continuedCategory = -1;
  private int continuedAttribute = -1;
  private int size;

  SlowCut(int max) {
    this.max = max;
  }

  private boolean takes(MessageLite element) {
    size += element.getSerializedSize() + 12;
    return size <= max;
  }

  private void cut(MessageLite piece, int category, int attribute) {
    add(piece, false);
    size = 0;
    continuedCategory = category;
    continuedAttribute = attribute;
  }

  private void add(MessageLite piece, boolean last) {
    byte[] bytes = piece.toByteArray();
    pieces.add(
        new ObjectPiece(bytes, 0, bytes.length, continuedCategory, continuedAttribute, last));
  }

  List<ObjectPiece> cut(VideoDetectedObject whole) {
    if (whole.getSerializedSize() <= max) {
      add(whole, true);
      return pieces;
    }
    VideoDetectedObject id =
        VideoDetectedObject.newBuilder().setObjectId(whole.getObjectId()).build();
    VideoDetectedObject.Builder piece = id.toBuilder();
    for (TimestampRange range : whole.getTimestampRangesList()) {
      if (!takes(range)) {
        cut(piece.build(), -1, -1);
        piece = id.toBuilder();
      }
      piece.addTimestampRanges(range);
    }
    for (VideoBboxObservation observation : whole.getBboxObservationsList()) {
      if (!takes(observation)) {
        cut(piece.build(), -1, -1);
        piece = id.toBuilder();
      }
      piece.addBboxObservations(observation);
    }
    for (int c = 0; c < whole.getCategoriesCount(); c++) {
      VideoCategoryPrediction category =
          whole.getCategories(c).toBuilder().clearAttributes().build();
      if (!takes(category)) {
        cut(piece.build(), -1, -1);
        piece = id.toBuilder();
      }
      piece.addCategories(category);
      for (int a = 0; a < whole.getCategories(c).getAttributesCount(); a++) {
        VideoAttributePrediction full = whole.getCategories(c).getAttributes(a);
        VideoAttributePrediction attribute = full.toBuilder().clearTimestampRanges().build();
        if (!takes(attribute)) {
          cut(piece.build(), c, -1);
          piece = id.toBuilder().addCategories(category);
        }
        VideoCategoryPrediction.Builder open =
            piece.getCategoriesBuilder(piece.getCategoriesCount() - 1);
        open.addAttributes(attribute);
        for (ScoredTimestampRange range : full.getTimestampRangesList()) {
          if (!takes(range)) {
            cut(piece.build(), c, a);
            piece = id.toBuilder().addCategories(category);
            open = piece.getCategoriesBuilder(0).addAttributes(attribute);
          }
          open.getAttributesBuilder(open.getAttributesCount() - 1).addTimestampRanges(range);
        }
      }
    }
    add(piece.build(), true);
    return pieces;
  }

  List<ObjectPiece> cut(ImageDetectedObject whole) {
    if (whole.getSerializedSize() <= max) {
      add(whole, true);
      return pieces;
    }
    ImageDetectedObject id = whole.toBuilder().clearCategories().build();
    ImageDetectedObject.Builder piece = id.toBuilder();
    for (int c = 0; c < whole.getCategoriesCount(); c++) {
      ImageCategoryPrediction category =
          whole.getCategories(c).toBuilder().clearAttributes().build();
      if (!takes(category)) {
        cut(piece.build(), -1, -1);
        piece = id.toBuilder();
      }
      piece.addCategories(category);
      for (ImageAttributePrediction attribute : whole.getCategories(c).getAttributesList()) {
        if (!takes(attribute)) {
          cut(piece.build(), c, -1);
          piece = id.toBuilder().addCategories(category);
        }
        piece.getCategoriesBuilder(piece.getCategoriesCount() - 1).addAttributes(attribute);
      }
    }
    add(piece.build(), true);
    return pieces;
  }

  static boolean passes(ObjectFilter filter, VideoDetectedObject object) {
    return (filter.isAnyCategory()
            || object.getCategoriesList().stream()
                .anyMatch(c -> passes(filter, c.getCategoryId(), c.getName(), c.getScore())))
        && (filter.timeRange() == null
            || object.getTimestampRangesList().stream().anyMatch(r -> overlaps(filter, r)));
  }

  static boolean passes(ObjectFilter filter, ImageDetectedObject object) {
    return filter.isAnyCategory()
        || object.getCategoriesList().stream()
            .anyMatch(c -> passes(filter, c.getCategoryId(), c.getName(), c.getScore()));
  }

  private static boolean passes(ObjectFilter filter, long id, String name, double score) {
    Double minimum = filter.minimumCategoryScore();
    boolean any = filter.categoryIds().isEmpty() && filter.categoryNames().isEmpty();
    return (any || filter.categoryIds().contains(id) || filter.categoryNames().contains(name))
        && (minimum == null || score >= minimum);
  }

  private static boolean overlaps(ObjectFilter filter, TimestampRange range) {
    TimestampRange wanted = filter.timeRange();
    return wanted == null
        || (range.getTimestampStartUsInclusive() <= wanted.getTimestampEndUsInclusive()
            && range.getTimestampEndUsInclusive() >= wanted.getTimestampStartUsInclusive());
  }
}
