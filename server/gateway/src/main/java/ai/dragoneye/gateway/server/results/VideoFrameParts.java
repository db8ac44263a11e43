package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.VideoFramePart;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Cuts a frame of a video into parts, each made when it is asked for. */
final class VideoFrameParts implements Iterator<VideoFramePart> {
  private final long index;
  private final long timestamp;
  private final Objects objects;
  private final String resumeToken;
  // The object to go on with.
  private @Nullable FrameObject ahead;
  // Where an object that is larger than a part was left.
  private @Nullable ImageCategoryCursor cut;
  private boolean done;

  /** The objects of the frame, in their order. */
  @FunctionalInterface
  interface Objects {
    /** The next object, or null after the last one. */
    @Nullable FrameObject next();
  }

  VideoFrameParts(long index, long timestamp, Objects objects, String resumeToken) {
    this.index = index;
    this.timestamp = timestamp;
    this.objects = objects;
    this.resumeToken = resumeToken;
    this.ahead = objects.next();
  }

  @Override
  public boolean hasNext() {
    return !done;
  }

  @Override
  public VideoFramePart next() {
    if (done) {
      throw new NoSuchElementException();
    }
    VideoFramePart.Builder part = VideoFramePart.newBuilder().setFrameIndex(index);
    fill(part);
    done = ahead == null;
    return done ? part.setLast(true).setResumeToken(resumeToken).build() : part.build();
  }

  private void fill(VideoFramePart.Builder part) {
    part.getFrameBuilder().setTimestampMicroseconds(timestamp);
    PartRoom room = new PartRoom();
    FrameObject next = ahead;
    while (next != null && add(next, part, room)) {
      next = objects.next();
    }
    ahead = next;
  }

  /** Adds what fits of an object and tells whether that is all. */
  private boolean add(FrameObject whole, VideoFramePart.Builder part, PartRoom room) {
    if (PartRoom.fitsAlone(whole)) {
      boolean fits = room.take(PartRoom.sizeOf(whole));
      if (fits) {
        part.getFrameBuilder().addObjects(whole);
      }
      return fits;
    }
    if (!room.take(PartRoom.sizeOfShell(), cut != null)) {
      return false;
    }
    return addPiece(whole, part, room);
  }

  private boolean addPiece(FrameObject whole, VideoFramePart.Builder part, PartRoom room) {
    ImageCategoryCursor categories = cut;
    if (categories == null) {
      categories = new ImageCategoryCursor(whole.getCategoriesList());
    } else {
      part.setContinuedCategoryIndex(categories.category());
      if (categories.isInCategory()) {
        part.setContinuedAttributeIndex(categories.attribute());
      }
    }
    FrameObject.Builder piece =
        part.getFrameBuilder()
            .addObjectsBuilder()
            .setObjectIndex(whole.getObjectIndex())
            .setObjectId(whole.getObjectId());
    if (whole.hasObservation()) {
      piece.setObservation(whole.getObservation());
    }
    boolean complete = categories.fill(room, piece::addCategories);
    cut = complete ? null : categories;
    return complete;
  }
}
