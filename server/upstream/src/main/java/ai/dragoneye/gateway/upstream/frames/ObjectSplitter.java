package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.EncodedObjects;
import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.upstream.results.ObjectPiece;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Takes objects apart: observations to be sorted, and appearances that they point to. */
final class ObjectSplitter {
  private static final ExtensionRegistryLite NO_EXTENSIONS =
      ExtensionRegistryLite.getEmptyRegistry();

  private final AppearanceFile appearances;
  private final ObservationSorter sorter;
  private final Track track;
  private final WholeCategories categories;
  private long objectId;

  /**
   * @param memory what one object at a time is held in
   */
  ObjectSplitter(AppearanceFile appearances, ObservationSorter sorter, MemoryShare memory) {
    this.appearances = appearances;
    this.sorter = sorter;
    this.track = new Track(memory);
    this.categories = new WholeCategories(memory);
  }

  /** Takes the object on which the reader stands. */
  void split(EncodedObjects objects) throws InterruptedException {
    track.reset();
    categories.reset();
    objectId = 0;
    for (ObjectPiece piece = objects.nextPiece(); piece != null; piece = objects.nextPiece()) {
      read(piece);
      Interruption.check();
    }
    sort(objects.index());
  }

  private void read(ObjectPiece piece) {
    CodedInputStream in =
        CodedInputStream.newInstance(piece.buffer(), piece.offset(), piece.length());
    boolean isFirst = true;
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case VideoDetectedObject.OBJECT_ID_FIELD_NUMBER -> objectId = in.readInt64();
          case VideoDetectedObject.BBOX_OBSERVATIONS_FIELD_NUMBER -> EncodedTrack.read(in, track);
          case VideoDetectedObject.CATEGORIES_FIELD_NUMBER -> {
            categories.add(
                piece, in.readMessage(VideoCategoryPrediction.parser(), NO_EXTENSIONS), isFirst);
            isFirst = false;
          }
          default -> in.skipField(tag);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("not the object that was encoded", impossible);
    }
  }

  private void sort(long objectIndex) {
    CategorySweep sweep = new CategorySweep(categories.build());
    byte[] records = track.records();
    long appearance = -1;
    for (int at : track.byTime()) {
      boolean changed = sweep.advanceTo(ObservationRecord.timestamp(records, at));
      if (changed || appearance < 0) {
        appearance = appearances.append(appearance(objectIndex, sweep));
      }
      ObservationRecord.appearance(records, at, appearance);
      sorter.add(records, at);
    }
  }

  private FrameObject appearance(long objectIndex, CategorySweep sweep) {
    FrameObject.Builder appearance =
        FrameObject.newBuilder().setObjectIndex(objectIndex).setObjectId(objectId);
    sweep.addTo(appearance);
    return appearance.build();
  }
}
