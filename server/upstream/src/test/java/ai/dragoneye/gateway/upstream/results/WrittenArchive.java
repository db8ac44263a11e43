package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Attribute;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Category;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Observation;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.ScoredRange;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.TimeRange;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.List;
import java.util.Optional;

/** Writes objects into an archive, as the simulator does it. */
final class WrittenArchive {
  private WrittenArchive() {}

  static byte[] of(List<VideoDetectedObject> objects) {
    return ArchiveWriter.write(
        new Predictions(
            objects.stream().map(WrittenArchive::object).toList(), Optional.of(List.of())));
  }

  private static DetectedObject object(VideoDetectedObject object) {
    return new DetectedObject(
        object.getObjectId(),
        object.getTimestampRangesList().stream()
            .map(
                range ->
                    new TimeRange(
                        range.getTimestampStartUsInclusive(), range.getTimestampEndUsInclusive()))
            .toList(),
        object.getBboxObservationsList().stream().map(WrittenArchive::observation).toList(),
        object.getCategoriesList().stream().map(WrittenArchive::category).toList());
  }

  private static Observation observation(VideoBboxObservation seen) {
    NormalizedBbox box = seen.getObservation().getNormalizedBbox();
    double score = seen.getObservation().getBboxScore();
    Detection detection = new Detection(box.getX1(), box.getY1(), box.getX2(), box.getY2(), score);
    return new Observation(
        seen.getTimestampMicroseconds(),
        Optional.of(detection).filter(it -> seen.hasObservation()));
  }

  private static Category category(VideoCategoryPrediction category) {
    return new Category(
        category.getCategoryId(),
        category.getName(),
        category.getScore(),
        category.getAttributesList().stream().map(WrittenArchive::attribute).toList());
  }

  private static Attribute attribute(VideoAttributePrediction attribute) {
    return new Attribute(
        attribute.getAttributeId(),
        attribute.getAttributeName(),
        attribute.getOptionId(),
        attribute.getOptionName(),
        attribute.getTimestampRangesList().stream()
            .map(
                range ->
                    new ScoredRange(
                        range.getTimestampStartUsInclusive(),
                        range.getTimestampEndUsInclusive(),
                        range.getScore()))
            .toList());
  }
}
