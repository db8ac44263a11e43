package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Cuts an object of an image into parts, each made when it is asked for. */
final class ImageObjectParts implements Iterator<ImageObjectPart> {
  private final long index;
  private final ImageDetectedObject object;
  private final String resumeToken;
  private final ImageCategoryCursor categories;
  private boolean done;

  ImageObjectParts(long index, ImageDetectedObject object, String resumeToken) {
    this.index = index;
    this.object = object;
    this.resumeToken = resumeToken;
    this.categories = new ImageCategoryCursor(object.getCategoriesList());
  }

  @Override
  public boolean hasNext() {
    return !done;
  }

  @Override
  public ImageObjectPart next() {
    if (done) {
      throw new NoSuchElementException();
    }
    ImageObjectPart.Builder part = ImageObjectPart.newBuilder().setObjectIndex(index);
    if (PartRoom.fitsAlone(object)) {
      part.setObject(object);
      done = true;
    } else {
      fill(part);
    }
    return done ? part.setLast(true).setResumeToken(resumeToken).build() : part.build();
  }

  private void fill(ImageObjectPart.Builder part) {
    if (categories.isInCategory()) {
      part.setContinuedCategoryIndex(categories.category());
    }
    ImageDetectedObject.Builder piece =
        part.getObjectBuilder()
            .setObjectId(object.getObjectId())
            .setBboxObservation(object.getBboxObservation());
    done = categories.fill(new PartRoom(), piece::addCategories);
  }
}
