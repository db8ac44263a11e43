package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.List;
import java.util.Optional;

/**
 * The whole prediction of a video. SDK: {@code ClassificationPredictVideoResponse}.
 *
 * @param header what the result says of the video, its whole timeline included
 * @param objects the detected objects, in the service's order
 * @param completion how many objects there are and how many passed the filter
 */
public record VideoPrediction(
    VideoHeader header, List<VideoDetectedObject> objects, ResultCompletion completion) {

  /** Copies the list. */
  public VideoPrediction {
    objects = List.copyOf(objects);
  }

  /** Names the task in later requests. */
  public String taskId() {
    return header.getTaskId();
  }

  /** The service's own identifier of the task. */
  public String predictionTaskUuid() {
    return header.getPredictionTaskUuid();
  }

  /** File name given with the video. */
  public Optional<String> originalFileName() {
    return header.hasOriginalFileName()
        ? Optional.of(header.getOriginalFileName())
        : Optional.empty();
  }

  /** Frames sampled per second of video. */
  public int framesPerSecond() {
    return header.getFramesPerSecond();
  }

  /**
   * The timestamp of every processed frame in microseconds, ascending, frames without a detection
   * included. Empty where the result has no timeline.
   */
  public List<Long> frameTimestampsMicroseconds() {
    return header.getFrameTimestampsMicrosecondsList();
  }
}
