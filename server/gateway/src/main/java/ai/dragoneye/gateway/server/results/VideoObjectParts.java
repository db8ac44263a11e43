package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Cuts an object of a video into parts, each made when it is asked for. */
final class VideoObjectParts implements Iterator<VideoObjectPart> {
  private final long index;
  private final VideoDetectedObject object;
  private final String resumeToken;
  private final VideoCategoryCursor categories;
  private int range;
  private int observation;
  private boolean done;

  VideoObjectParts(long index, VideoDetectedObject object, String resumeToken) {
    this.index = index;
    this.object = object;
    this.resumeToken = resumeToken;
    this.categories = new VideoCategoryCursor(object.getCategoriesList());
  }

  @Override
  public boolean hasNext() {
    return !done;
  }

  @Override
  public VideoObjectPart next() {
    if (done) {
      throw new NoSuchElementException();
    }
    VideoObjectPart.Builder part = VideoObjectPart.newBuilder().setObjectIndex(index);
    if (PartRoom.fitsAlone(object)) {
      part.setObject(object);
      done = true;
    } else {
      fill(part);
    }
    return done ? part.setLast(true).setResumeToken(resumeToken).build() : part.build();
  }

  private void fill(VideoObjectPart.Builder part) {
    if (categories.isInCategory()) {
      part.setContinuedCategoryIndex(categories.category());
    }
    if (categories.isInAttribute()) {
      part.setContinuedAttributeIndex(categories.attribute());
    }
    PartRoom room = new PartRoom();
    VideoDetectedObject.Builder piece = part.getObjectBuilder().setObjectId(object.getObjectId());
    range = room.fill(object.getTimestampRangesList(), range, piece::addTimestampRanges);
    observation =
        room.fill(object.getBboxObservationsList(), observation, piece::addBboxObservations);
    done =
        categories.fill(room, piece::addCategories)
            && range == object.getTimestampRangesCount()
            && observation == object.getBboxObservationsCount();
  }
}
