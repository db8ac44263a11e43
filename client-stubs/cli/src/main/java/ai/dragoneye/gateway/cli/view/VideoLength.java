package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How long a video and each of its sampled frames is, as far as its result tells.
 *
 * @param micros to the end of the last frame that the result names, at least 1
 * @param framePeriod microseconds from a frame to the next, at least 1
 */
record VideoLength(long micros, long framePeriod) {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long PERIOD_WITHOUT_RATE = 100_000;

  /** The length that the timeline shows, or where it ends early, the objects. */
  static VideoLength of(VideoHeader header, List<VideoDetectedObject> objects) {
    int rate = header.getFramesPerSecond();
    // Rounded up, as a frame's time is rounded down: together they end on the whole second.
    long period = rate > 0 ? (MICROS_PER_SECOND + rate - 1) / rate : PERIOD_WITHOUT_RATE;
    long last =
        LongStream.concat(
                header.getFrameTimestampsMicrosecondsList().stream().mapToLong(Long::longValue),
                objects.stream().flatMapToLong(VideoLength::times))
            .max()
            .orElse(0);
    return new VideoLength(Span.through(0, Math.max(0, last), period).end(), period);
  }

  private static LongStream times(VideoDetectedObject object) {
    return LongStream.concat(
        object.getTimestampRangesList().stream()
            .mapToLong(TimestampRange::getTimestampEndUsInclusive),
        object.getBboxObservationsList().stream()
            .mapToLong(VideoBboxObservation::getTimestampMicroseconds));
  }
}
