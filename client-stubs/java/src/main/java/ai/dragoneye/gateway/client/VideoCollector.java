package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.ArrayList;
import java.util.List;

/** Collects the whole prediction of a video. */
final class VideoCollector implements ResultListener<VideoHeader, VideoDetectedObject> {
  private VideoHeader header = VideoHeader.getDefaultInstance();
  private final List<VideoDetectedObject> objects = new ArrayList<>();

  /** Reads a stream to its end and closes it. */
  static VideoPrediction collect(ResultStream<VideoHeader, VideoDetectedObject> stream) {
    try (stream) {
      VideoHeader header = stream.header();
      List<VideoDetectedObject> objects = stream.stream().toList();
      return new VideoPrediction(header, objects, stream.completion());
    }
  }

  @Override
  public void onHeader(VideoHeader whole) {
    header = whole;
  }

  @Override
  public void onNext(VideoDetectedObject object, ResultPlace place) {
    objects.add(object);
  }

  VideoPrediction prediction(ResultCompletion completion) {
    return new VideoPrediction(header, objects, completion);
  }
}
