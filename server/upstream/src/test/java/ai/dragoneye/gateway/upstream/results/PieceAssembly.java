package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.List;

/** Puts objects together out of their pieces as a client does, and looks at each piece. */
final class PieceAssembly {
  private PieceAssembly() {}

  /** A piece that outlives the next one. */
  record Kept(ByteString bytes, int continuedCategory, int continuedAttribute, boolean last) {}

  /** All pieces of the current object. */
  static List<Kept> keep(EncodedObjects objects) {
    List<Kept> pieces = new ArrayList<>();
    for (ObjectPiece piece = objects.nextPiece(); piece != null; piece = objects.nextPiece()) {
      pieces.add(
          new Kept(
              ByteString.copyFrom(piece.buffer(), piece.offset(), piece.length()),
              piece.continuedCategory(),
              piece.continuedAttribute(),
              piece.last()));
    }
    assertThat(pieces).extracting(Kept::last).containsOnlyOnce(true).endsWith(true);
    return pieces;
  }

  static VideoDetectedObject video(List<Kept> pieces) {
    VideoDetectedObject.Builder whole = VideoDetectedObject.newBuilder();
    for (Kept kept : pieces) {
      VideoDetectedObject piece = parse(kept, VideoDetectedObject.parser());
      whole.setObjectId(piece.getObjectId());
      whole.addAllTimestampRanges(piece.getTimestampRangesList());
      whole.addAllBboxObservations(piece.getBboxObservationsList());
      List<VideoCategoryPrediction> categories = piece.getCategoriesList();
      if (kept.continuedCategory() >= 0) {
        assertThat(kept.continuedCategory()).isEqualTo(whole.getCategoriesCount() - 1);
        append(whole.getCategoriesBuilder(kept.continuedCategory()), categories.getFirst(), kept);
        categories = categories.subList(1, categories.size());
      }
      whole.addAllCategories(categories);
    }
    return whole.build();
  }

  static ImageDetectedObject image(List<Kept> pieces) {
    ImageDetectedObject.Builder whole = ImageDetectedObject.newBuilder();
    for (Kept kept : pieces) {
      ImageDetectedObject piece = parse(kept, ImageDetectedObject.parser());
      whole.setObjectId(piece.getObjectId()).setBboxObservation(piece.getBboxObservation());
      List<ImageCategoryPrediction> categories = piece.getCategoriesList();
      assertThat(kept.continuedAttribute()).isEqualTo(-1);
      if (kept.continuedCategory() >= 0) {
        assertThat(kept.continuedCategory()).isEqualTo(whole.getCategoriesCount() - 1);
        ImageCategoryPrediction more = categories.getFirst();
        ImageCategoryPrediction.Builder open = whole.getCategoriesBuilder(kept.continuedCategory());
        assertThat(more.toBuilder().clearAttributes().build())
            .isEqualTo(open.clone().clearAttributes().build());
        open.addAllAttributes(more.getAttributesList());
        categories = categories.subList(1, categories.size());
      }
      whole.addAllCategories(categories);
    }
    return whole.build();
  }

  private static void append(
      VideoCategoryPrediction.Builder open, VideoCategoryPrediction more, Kept kept) {
    assertThat(more.toBuilder().clearAttributes().build())
        .isEqualTo(open.clone().clearAttributes().build());
    List<VideoAttributePrediction> attributes = more.getAttributesList();
    if (kept.continuedAttribute() >= 0) {
      assertThat(kept.continuedAttribute()).isEqualTo(open.getAttributesCount() - 1);
      VideoAttributePrediction.Builder openAttribute =
          open.getAttributesBuilder(kept.continuedAttribute());
      VideoAttributePrediction first = attributes.getFirst();
      assertThat(first.toBuilder().clearTimestampRanges().build())
          .isEqualTo(openAttribute.clone().clearTimestampRanges().build());
      openAttribute.addAllTimestampRanges(first.getTimestampRangesList());
      attributes = attributes.subList(1, attributes.size());
    }
    open.addAllAttributes(attributes);
  }

  /** Whatever is written has to be what the generated class would write. */
  private static <M extends MessageLite> M parse(Kept piece, Parser<M> parser) {
    try {
      M parsed = parser.parseFrom(piece.bytes());
      assertThat(parsed.toByteString()).isEqualTo(piece.bytes());
      return parsed;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
