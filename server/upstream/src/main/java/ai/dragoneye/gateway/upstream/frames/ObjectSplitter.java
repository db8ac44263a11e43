package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.List;

/** Takes objects apart: observations to be sorted, and appearances that they point to. */
final class ObjectSplitter {
  private final AppearanceFile appearances;
  private final ObservationSorter sorter;
  private long objectIndex;

  ObjectSplitter(AppearanceFile appearances, ObservationSorter sorter) {
    this.appearances = appearances;
    this.sorter = sorter;
  }

  /** Takes the next object of the result. */
  void split(VideoDetectedObject object) {
    List<VideoBboxObservation> track = object.getBboxObservationsList();
    CategorySweep sweep = new CategorySweep(object.getCategoriesList());
    long appearance = -1;
    for (int place : StableOrder.of(timestamps(track))) {
      VideoBboxObservation seen = track.get(place);
      boolean changed = sweep.advanceTo(seen.getTimestampMicroseconds());
      if (changed || appearance < 0) {
        appearance = appearances.append(appearance(object, sweep));
      }
      sorter.add(seen, appearance);
    }
    objectIndex++;
  }

  private static long[] timestamps(List<VideoBboxObservation> track) {
    long[] timestamps = new long[track.size()];
    for (int place = 0; place < timestamps.length; place++) {
      timestamps[place] = track.get(place).getTimestampMicroseconds();
    }
    return timestamps;
  }

  private FrameObject appearance(VideoDetectedObject object, CategorySweep sweep) {
    FrameObject.Builder appearance =
        FrameObject.newBuilder().setObjectIndex(objectIndex).setObjectId(object.getObjectId());
    sweep.addTo(appearance);
    return appearance.build();
  }
}
