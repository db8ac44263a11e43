package ai.dragoneye.gateway.server.wire;

import ai.dragoneye.gateway.v1.VideoBboxObservation;
import java.util.ArrayList;
import java.util.List;

/** Tracks of a size. */
final class Tracks {
  private Tracks() {}

  /** Observations that take about so many bytes. */
  static List<VideoBboxObservation> ofAbout(int bytes) {
    List<VideoBboxObservation> track = new ArrayList<>();
    for (int size = 0; size < bytes; size += track.getLast().getSerializedSize() + 2) {
      track.add(VideoBboxObservation.newBuilder().setTimestampMicroseconds(track.size()).build());
    }
    return track;
  }
}
