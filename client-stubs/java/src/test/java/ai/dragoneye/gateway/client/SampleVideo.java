package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import java.util.ArrayList;
import java.util.List;

/** The result of a video, and the finest parts in which a gateway may send it. */
final class SampleVideo {
  static final VideoHeader HEADER =
      VideoHeader.newBuilder()
          .setTaskId("task-1")
          .setPredictionTaskUuid("uuid-1")
          .setOriginalFileName("street.mp4")
          .setFramesPerSecond(5)
          .addAllFrameTimestampsMicroseconds(List.of(0L, 200_000L, 400_000L, 600_000L))
          .setLast(true)
          .build();

  private SampleVideo() {}

  /** Objects of every shape: nothing but an id, a gap frame, attributes with and without ranges. */
  static List<VideoDetectedObject> objects() {
    return List.of(
        object(1, 2, 2), VideoDetectedObject.newBuilder().setObjectId(2).build(), object(3, 1, 3));
  }

  private static VideoDetectedObject object(long id, int categories, int ranges) {
    VideoDetectedObject.Builder object = VideoDetectedObject.newBuilder().setObjectId(id);
    for (int i = 0; i < 2; i++) {
      object
          .addTimestampRanges(range(i))
          .addBboxObservations(observation(i))
          .addBboxObservations(VideoBboxObservation.newBuilder().setTimestampMicroseconds(i + 1));
    }
    for (int c = 0; c < categories; c++) {
      object.addCategories(category(c, ranges));
    }
    return object.build();
  }

  private static TimestampRange range(int i) {
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(i * 200_000L)
        .setTimestampEndUsInclusive(i * 200_000L + 100_000)
        .build();
  }

  private static VideoBboxObservation observation(int i) {
    NormalizedBbox box = NormalizedBbox.newBuilder().setX1(0.1 * i).setX2(1).setY2(1).build();
    return VideoBboxObservation.newBuilder()
        .setTimestampMicroseconds(i * 200_000L)
        .setObservation(BboxObservation.newBuilder().setNormalizedBbox(box).setBboxScore(0.5))
        .build();
  }

  private static VideoCategoryPrediction category(int c, int ranges) {
    VideoCategoryPrediction.Builder category =
        VideoCategoryPrediction.newBuilder().setCategoryId(c).setName("car").setScore(0.25);
    for (int a = 0; a < 2; a++) {
      VideoAttributePrediction.Builder attribute =
          VideoAttributePrediction.newBuilder().setAttributeId(a).setOptionName("red");
      for (int r = 0; r < ranges * a; r++) {
        attribute.addTimestampRanges(
            ScoredTimestampRange.newBuilder().setTimestampStartUsInclusive(r).setScore(0.75));
      }
      category.addAttributes(attribute);
    }
    return category.build();
  }

  /** The stream of this video, each object in its finest parts. */
  static ScriptedStream<StreamVideoResultsResponse> inFinestParts() {
    return stream(SampleVideo::finestPartsOf);
  }

  /** The stream of this video, each object in one part. */
  static ScriptedStream<StreamVideoResultsResponse> inWholeParts() {
    return stream(object -> List.of(VideoObjectPart.newBuilder().setObject(object)));
  }

  private interface Cutter {
    List<VideoObjectPart.Builder> cut(VideoDetectedObject object);
  }

  private static ScriptedStream<StreamVideoResultsResponse> stream(Cutter cutter) {
    List<StreamVideoResultsResponse> headers = new ArrayList<>();
    for (VideoHeader header : headers()) {
      headers.add(StreamVideoResultsResponse.newBuilder().setHeader(header).build());
    }
    List<StreamVideoResultsResponse> parts = new ArrayList<>();
    for (int i = 0; i < objects().size(); i++) {
      for (VideoObjectPart part : numbered(cutter.cut(objects().get(i)), i)) {
        parts.add(StreamVideoResultsResponse.newBuilder().setObject(part).build());
      }
    }
    return new ScriptedStream<>(
        headers,
        parts,
        message -> message.getObject().getResumeToken(),
        counts -> StreamVideoResultsResponse.newBuilder().setCompletion(counts).build());
  }

  /** One timestamp each. */
  static List<VideoHeader> headers() {
    List<VideoHeader> headers = new ArrayList<>();
    List<Long> timeline = HEADER.getFrameTimestampsMicrosecondsList();
    for (int i = 0; i < timeline.size(); i++) {
      headers.add(
          HEADER.toBuilder()
              .clearFrameTimestampsMicroseconds()
              .addFrameTimestampsMicroseconds(timeline.get(i))
              .setLast(i == timeline.size() - 1)
              .build());
    }
    return headers;
  }

  private static List<VideoObjectPart> numbered(List<VideoObjectPart.Builder> parts, int index) {
    parts.forEach(part -> part.setObjectIndex(index));
    parts.get(parts.size() - 1).setLast(true).setResumeToken("after-" + index);
    return parts.stream().map(VideoObjectPart.Builder::build).toList();
  }

  private static List<VideoObjectPart.Builder> finestPartsOf(VideoDetectedObject object) {
    VideoDetectedObject bare =
        VideoDetectedObject.newBuilder().setObjectId(object.getObjectId()).build();
    List<VideoObjectPart.Builder> parts = new ArrayList<>();
    parts.add(VideoObjectPart.newBuilder().setObject(bare));
    object
        .getTimestampRangesList()
        .forEach(x -> add(parts, bare.toBuilder().addTimestampRanges(x)));
    object
        .getBboxObservationsList()
        .forEach(x -> add(parts, bare.toBuilder().addBboxObservations(x)));
    for (int c = 0; c < object.getCategoriesCount(); c++) {
      addCategory(parts, bare, object.getCategories(c), c);
    }
    return parts;
  }

  private static VideoObjectPart.Builder add(
      List<VideoObjectPart.Builder> parts, VideoDetectedObject.Builder object) {
    VideoObjectPart.Builder part = VideoObjectPart.newBuilder().setObject(object);
    parts.add(part);
    return part;
  }

  private static void addCategory(
      List<VideoObjectPart.Builder> parts,
      VideoDetectedObject bare,
      VideoCategoryPrediction category,
      int index) {
    VideoCategoryPrediction bareCategory = category.toBuilder().clearAttributes().build();
    add(parts, bare.toBuilder().addCategories(bareCategory));
    for (int a = 0; a < category.getAttributesCount(); a++) {
      VideoAttributePrediction attribute = category.getAttributes(a);
      VideoAttributePrediction bareAttribute = attribute.toBuilder().clearTimestampRanges().build();
      add(parts, bare.toBuilder().addCategories(with(bareCategory, bareAttribute)))
          .setContinuedCategoryIndex(index);
      for (ScoredTimestampRange range : attribute.getTimestampRangesList()) {
        VideoAttributePrediction ranged =
            bareAttribute.toBuilder().addTimestampRanges(range).build();
        add(parts, bare.toBuilder().addCategories(with(bareCategory, ranged)))
            .setContinuedCategoryIndex(index)
            .setContinuedAttributeIndex(a);
      }
    }
  }

  private static VideoCategoryPrediction with(
      VideoCategoryPrediction category, VideoAttributePrediction attribute) {
    return category.toBuilder().addAttributes(attribute).build();
  }
}
