package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.upstream.results.ObjectReader;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The frames of a result in the simplest way there is: all of it in memory. */
final class ExpectedFrames {
  private final TreeMap<Long, VideoFrame.Builder> frames = new TreeMap<>();

  private ExpectedFrames() {}

  static List<VideoFrame> of(ResultArchive archive) {
    ExpectedFrames expected = new ExpectedFrames();
    try (MemoryShare share = new MemoryShare(archive.memory())) {
      for (long timestamp : archive.frameTimestamps(share)) {
        expected.frame(timestamp);
      }
    }
    try (ObjectReader<VideoDetectedObject> reader = archive.videoObjects()) {
      long index = 0;
      for (VideoDetectedObject next = reader.next(); next != null; next = reader.next()) {
        expected.add(index++, next);
      }
    }
    return expected.frames.values().stream().map(VideoFrame.Builder::build).toList();
  }

  private VideoFrame.Builder frame(long timestamp) {
    return frames.computeIfAbsent(
        timestamp, _ -> VideoFrame.newBuilder().setTimestampMicroseconds(timestamp));
  }

  private void add(long index, VideoDetectedObject object) {
    for (VideoBboxObservation seen : object.getBboxObservationsList()) {
      long time = seen.getTimestampMicroseconds();
      FrameObject.Builder shown =
          frame(time)
              .addObjectsBuilder()
              .setObjectIndex(index)
              .setObjectId(object.getObjectId())
              .addAllCategories(
                  object.getCategoriesList().stream()
                      .map(category -> category(category, time))
                      .toList());
      if (seen.hasObservation()) {
        shown.setObservation(seen.getObservation());
      }
    }
  }

  private static ImageCategoryPrediction category(VideoCategoryPrediction category, long time) {
    ImageCategoryPrediction.Builder now =
        ImageCategoryPrediction.newBuilder()
            .setCategoryId(category.getCategoryId())
            .setName(category.getName())
            .setScore(category.getScore());
    for (VideoAttributePrediction attribute : category.getAttributesList()) {
      score(attribute, time)
          .ifPresent(
              score ->
                  now.addAttributes(
                      ImageAttributePrediction.newBuilder()
                          .setAttributeId(attribute.getAttributeId())
                          .setAttributeName(attribute.getAttributeName())
                          .setOptionId(attribute.getOptionId())
                          .setOptionName(attribute.getOptionName())
                          .setScore(score)));
    }
    return now.build();
  }

  private static OptionalDouble score(VideoAttributePrediction attribute, long time) {
    return attribute.getTimestampRangesList().stream()
        .filter(range -> range.getTimestampStartUsInclusive() <= time)
        .filter(range -> time <= range.getTimestampEndUsInclusive())
        .mapToDouble(ScoredTimestampRange::getScore)
        .max();
  }
}
