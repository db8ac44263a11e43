package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoFrame;
import java.util.List;

/** Joins the parts of a frame. */
final class FrameJoiner implements PartJoiner<VideoFrame> {
  private VideoFrame.Builder whole = VideoFrame.newBuilder();

  @Override
  public void begin(VideoFrame first) {
    whole = first.toBuilder();
  }

  @Override
  public void append(VideoFrame more, int category, int attribute) {
    List<FrameObject> objects = more.getObjectsList();
    if (category >= 0) {
      FrameObject.Builder last = whole.getObjectsBuilder(whole.getObjectsCount() - 1);
      appendCategories(last, objects.get(0).getCategoriesList(), category, attribute >= 0);
      objects = objects.subList(1, objects.size());
    }
    whole.addAllObjects(objects);
  }

  private static void appendCategories(
      FrameObject.Builder object,
      List<ImageCategoryPrediction> categories,
      int category,
      boolean attributesContinue) {
    List<ImageCategoryPrediction> further = categories;
    if (attributesContinue) {
      object.getCategoriesBuilder(category).addAllAttributes(categories.get(0).getAttributesList());
      further = categories.subList(1, categories.size());
    }
    object.addAllCategories(further);
  }

  @Override
  public VideoFrame joined() {
    return whole.build();
  }
}
