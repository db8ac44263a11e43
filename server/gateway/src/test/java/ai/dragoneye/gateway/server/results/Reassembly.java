package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoFramePart;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import java.util.List;

/** Puts parts together as the contract says, and checks all it promises of them on the way. */
public final class Reassembly {
  private Reassembly() {}

  /** An object of a video out of all of its parts. */
  public static VideoDetectedObject video(List<VideoObjectPart> parts) {
    VideoDetectedObject.Builder whole = VideoDetectedObject.newBuilder();
    whole.setObjectId(parts.getFirst().getObject().getObjectId());
    for (int i = 0; i < parts.size(); i++) {
      VideoObjectPart part = parts.get(i);
      boolean last = i == parts.size() - 1;
      assertThat(part.getObjectIndex()).isEqualTo(parts.getFirst().getObjectIndex());
      assertThat(part.getObject().getObjectId()).isEqualTo(whole.getObjectId());
      assertThat(part.getLast()).isEqualTo(last);
      assertThat(part.hasResumeToken()).isEqualTo(last);
      whole.addAllTimestampRanges(part.getObject().getTimestampRangesList());
      whole.addAllBboxObservations(part.getObject().getBboxObservationsList());
      addCategories(part, whole);
    }
    return whole.build();
  }

  private static void addCategories(VideoObjectPart part, VideoDetectedObject.Builder whole) {
    if (part.hasContinuedAttributeIndex()) {
      assertThat(part.hasContinuedCategoryIndex()).isTrue();
    }
    for (int i = 0; i < part.getObject().getCategoriesCount(); i++) {
      VideoCategoryPrediction piece = part.getObject().getCategories(i);
      if (i == 0 && part.hasContinuedCategoryIndex()) {
        int index = part.getContinuedCategoryIndex();
        assertThat(index).isEqualTo(whole.getCategoriesCount() - 1);
        continueCategory(part, piece, whole.getCategoriesBuilder(index));
      } else {
        whole.addCategories(piece);
      }
    }
  }

  private static void continueCategory(
      VideoObjectPart part, VideoCategoryPrediction piece, VideoCategoryPrediction.Builder whole) {
    assertThat(piece.toBuilder().clearAttributes().build())
        .isEqualTo(whole.build().toBuilder().clearAttributes().build());
    for (int i = 0; i < piece.getAttributesCount(); i++) {
      VideoAttributePrediction attribute = piece.getAttributes(i);
      if (i == 0 && part.hasContinuedAttributeIndex()) {
        int index = part.getContinuedAttributeIndex();
        assertThat(index).isEqualTo(whole.getAttributesCount() - 1);
        assertThat(attribute.toBuilder().clearTimestampRanges().build())
            .isEqualTo(whole.getAttributes(index).toBuilder().clearTimestampRanges().build());
        whole.getAttributesBuilder(index).addAllTimestampRanges(attribute.getTimestampRangesList());
      } else {
        whole.addAttributes(attribute);
      }
    }
  }

  /** An object of an image out of all of its parts. */
  public static ImageDetectedObject image(List<ImageObjectPart> parts) {
    ImageDetectedObject.Builder whole = parts.getFirst().getObject().toBuilder().clearCategories();
    for (int i = 0; i < parts.size(); i++) {
      ImageObjectPart part = parts.get(i);
      boolean last = i == parts.size() - 1;
      assertThat(part.getObjectIndex()).isEqualTo(parts.getFirst().getObjectIndex());
      assertThat(part.getLast()).isEqualTo(last);
      assertThat(part.hasResumeToken()).isEqualTo(last);
      assertThat(part.getObject().toBuilder().clearCategories().build())
          .isEqualTo(parts.getFirst().getObject().toBuilder().clearCategories().build());
      List<ImageCategoryPrediction> pieces = part.getObject().getCategoriesList();
      if (part.hasContinuedCategoryIndex()) {
        int index = part.getContinuedCategoryIndex();
        assertThat(index).isEqualTo(whole.getCategoriesCount() - 1);
        continueCategory(pieces.getFirst(), whole.getCategoriesBuilder(index));
        pieces = pieces.subList(1, pieces.size());
      }
      whole.addAllCategories(pieces);
    }
    return whole.build();
  }

  private static void continueCategory(
      ImageCategoryPrediction piece, ImageCategoryPrediction.Builder whole) {
    assertThat(piece.toBuilder().clearAttributes().build())
        .isEqualTo(whole.build().toBuilder().clearAttributes().build());
    whole.addAllAttributes(piece.getAttributesList());
  }

  /** A frame out of all of its parts. */
  public static VideoFrame frame(List<VideoFramePart> parts) {
    VideoFrame.Builder whole = VideoFrame.newBuilder();
    whole.setTimestampMicroseconds(parts.getFirst().getFrame().getTimestampMicroseconds());
    for (int i = 0; i < parts.size(); i++) {
      VideoFramePart part = parts.get(i);
      boolean last = i == parts.size() - 1;
      assertThat(part.getFrameIndex()).isEqualTo(parts.getFirst().getFrameIndex());
      assertThat(part.getFrame().getTimestampMicroseconds())
          .isEqualTo(whole.getTimestampMicroseconds());
      assertThat(part.getLast()).isEqualTo(last);
      assertThat(part.hasResumeToken()).isEqualTo(last);
      List<FrameObject> objects = part.getFrame().getObjectsList();
      if (part.hasContinuedCategoryIndex()) {
        continueObject(
            part, objects.getFirst(), whole.getObjectsBuilder(whole.getObjectsCount() - 1));
        objects = objects.subList(1, objects.size());
      }
      whole.addAllObjects(objects);
    }
    return whole.build();
  }

  private static void continueObject(
      VideoFramePart part, FrameObject piece, FrameObject.Builder whole) {
    assertThat(piece.toBuilder().clearCategories().build())
        .isEqualTo(whole.build().toBuilder().clearCategories().build());
    List<ImageCategoryPrediction> categories = piece.getCategoriesList();
    int index = part.getContinuedCategoryIndex();
    if (part.hasContinuedAttributeIndex()) {
      assertThat(index).isEqualTo(whole.getCategoriesCount() - 1);
      assertThat(part.getContinuedAttributeIndex())
          .isEqualTo(whole.getCategories(index).getAttributesCount());
      continueCategory(categories.getFirst(), whole.getCategoriesBuilder(index));
      categories = categories.subList(1, categories.size());
    } else {
      assertThat(index).isEqualTo(whole.getCategoriesCount());
    }
    whole.addAllCategories(categories);
  }
}
