package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a row as an object detected in an image. The columns of time are not read at all. */
final class ImageRow implements Supplier<ImageDetectedObject> {
  private final RowPosition position;
  private final LongColumn objectId;
  private final ListCursor observations;
  private final BboxColumns bbox;
  private final ImageCategories categories;
  private int observationCount;
  private @Nullable BboxObservation first;

  ImageRow(TableColumns table) {
    position = table.position();
    StructFields root = table.root();
    objectId = root.longs("object_id");
    observations = root.list("bbox_observations");
    bbox = new BboxColumns(root.structsOf(observations), position);
    categories = new ImageCategories(root);
  }

  @Override
  public ImageDetectedObject get() {
    ImageDetectedObject.Builder object =
        ImageDetectedObject.newBuilder()
            .setObjectId(objectId.next())
            .setBboxObservation(readObservation());
    categories.readInto(object);
    return object.build();
  }

  /** The SDK takes the first of several, too; there is one. */
  private BboxObservation readObservation() {
    observationCount = 0;
    observations.forEach(this::readNext);
    if (observationCount == 0) {
      throw position.corrupt("column bbox_observations of an image has no element");
    }
    if (first == null) {
      throw position.corrupt("column bbox_observations.normalized_bbox of an image is NULL");
    }
    return first;
  }

  private void readNext() {
    BboxObservation observation = bbox.next();
    if (observationCount++ == 0) {
      first = observation;
    }
  }
}
