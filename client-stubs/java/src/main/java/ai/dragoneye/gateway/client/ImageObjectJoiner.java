package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import java.util.List;

/** Joins the parts of an object of an image. */
final class ImageObjectJoiner implements PartJoiner<ImageDetectedObject> {
  private ImageDetectedObject.Builder whole = ImageDetectedObject.newBuilder();

  @Override
  public void begin(ImageDetectedObject first) {
    whole = first.toBuilder();
  }

  @Override
  public void append(ImageDetectedObject more, int category, int attribute) {
    List<ImageCategoryPrediction> categories = more.getCategoriesList();
    if (category >= 0) {
      whole.getCategoriesBuilder(category).addAllAttributes(categories.get(0).getAttributesList());
      categories = categories.subList(1, categories.size());
    }
    whole.addAllCategories(categories);
  }

  @Override
  public ImageDetectedObject joined() {
    return whole.build();
  }
}
