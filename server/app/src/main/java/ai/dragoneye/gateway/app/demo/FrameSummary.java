package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.ResultStream;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.Locale;

/**
 * A video's result frame by frame, in short.
 *
 * @param frames how many there are
 * @param crowded the first of those with the most objects
 */
record FrameSummary(int frames, VideoFrame crowded) {
  private static final double MICROS_PER_SECOND = 1e6;

  static FrameSummary read(Dragoneye dragoneye, String taskId) {
    int frames = 0;
    VideoFrame crowded = VideoFrame.getDefaultInstance();
    try (ResultStream<VideoHeader, VideoFrame> stream = dragoneye.results().streamFrames(taskId)) {
      for (VideoFrame frame : stream) {
        frames++;
        crowded = frame.getObjectsCount() > crowded.getObjectsCount() ? frame : crowded;
      }
    }
    return new FrameSummary(frames, crowded);
  }

  String text() {
    String read = frames + " read in order of time";
    return crowded.getObjectsCount() == 0
        ? read + ", all of them empty"
        : String.format(
            Locale.ROOT,
            "%s; the most crowded, at %.3f s, shows %s",
            read,
            crowded.getTimestampMicroseconds() / MICROS_PER_SECOND,
            Count.of(crowded.getObjectsCount(), "object"));
  }
}
