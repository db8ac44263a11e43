package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.List;

/** Joins the parts of a tracked object. */
final class VideoObjectJoiner implements PartJoiner<VideoDetectedObject> {
  private VideoDetectedObject.Builder whole = VideoDetectedObject.newBuilder();

  @Override
  public void begin(VideoDetectedObject first) {
    whole = first.toBuilder();
  }

  @Override
  public void append(VideoDetectedObject more, int category, int attribute) {
    whole
        .addAllTimestampRanges(more.getTimestampRangesList())
        .addAllBboxObservations(more.getBboxObservationsList());
    List<VideoCategoryPrediction> categories = more.getCategoriesList();
    if (category >= 0) {
      appendAttributes(
          whole.getCategoriesBuilder(category), categories.get(0).getAttributesList(), attribute);
      categories = categories.subList(1, categories.size());
    }
    whole.addAllCategories(categories);
  }

  private static void appendAttributes(
      VideoCategoryPrediction.Builder category,
      List<VideoAttributePrediction> attributes,
      int attribute) {
    List<VideoAttributePrediction> further = attributes;
    if (attribute >= 0) {
      category
          .getAttributesBuilder(attribute)
          .addAllTimestampRanges(attributes.get(0).getTimestampRangesList());
      further = attributes.subList(1, attributes.size());
    }
    category.addAllAttributes(further);
  }

  @Override
  public VideoDetectedObject joined() {
    return whole.build();
  }
}
