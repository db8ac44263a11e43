package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.List;
import java.util.stream.LongStream;

/** Pieces of video results at ten frames per second. */
final class Tracks {
  static final long PERIOD = 100_000;

  private Tracks() {}

  /** The header of a video with frames at 0, 0.1, 0.2 s and so on. */
  static VideoHeader header(int frames) {
    return VideoHeader.newBuilder()
        .setOriginalFileName("street.mp4")
        .setFramesPerSecond(10)
        .addAllFrameTimestampsMicroseconds(
            LongStream.range(0, frames).map(frame -> frame * PERIOD).boxed().toList())
        .setLast(true)
        .build();
  }

  /** A category without attributes. */
  static VideoCategoryPrediction.Builder category(String name, double score) {
    return VideoCategoryPrediction.newBuilder().setName(name).setScore(score);
  }

  /** An option of an attribute that held through frames. */
  static VideoAttributePrediction attribute(String name, String option, int first, int last) {
    return VideoAttributePrediction.newBuilder()
        .setAttributeId(name.hashCode())
        .setAttributeName(name)
        .setOptionName(option)
        .addTimestampRanges(
            ScoredTimestampRange.newBuilder()
                .setTimestampStartUsInclusive(first * PERIOD)
                .setTimestampEndUsInclusive(last * PERIOD)
                .setScore(0.5))
        .build();
  }

  /** A span of frames. */
  static TimestampRange frames(int first, int last) {
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(first * PERIOD)
        .setTimestampEndUsInclusive(last * PERIOD)
        .build();
  }

  /** An object on screen through frames, without a box in some of them. */
  static VideoDetectedObject.Builder object(long id, int first, int last, Integer... gaps) {
    VideoDetectedObject.Builder object = VideoDetectedObject.newBuilder().setObjectId(id);
    object.addTimestampRanges(frames(first, last));
    for (int frame = first; frame <= last; frame++) {
      object.addBboxObservations(observation(frame, List.of(gaps).contains(frame)));
    }
    return object;
  }

  /** What was seen in a frame. */
  static VideoBboxObservation observation(int frame, boolean gap) {
    VideoBboxObservation.Builder observation =
        VideoBboxObservation.newBuilder().setTimestampMicroseconds(frame * PERIOD);
    if (!gap) {
      observation.setObservation(
          BboxObservation.newBuilder().setNormalizedBbox(NormalizedBbox.getDefaultInstance()));
    }
    return observation.build();
  }
}
