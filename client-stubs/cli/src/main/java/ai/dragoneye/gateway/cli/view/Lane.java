package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a timeline shows of one object.
 *
 * @param index place of the object in the result, from 0
 * @param label number, best category and its score
 * @param objectId the object's id
 * @param presence when it is on screen
 * @param gaps when it is tracked without a box
 * @param attributes those of the best category, in the result's order
 */
record Lane(
    int index,
    String label,
    long objectId,
    List<Span> presence,
    List<Span> gaps,
    List<AttributeLane> attributes) {

  /**
   * An attribute and which of its options held when.
   *
   * @param name of the attribute
   * @param segments in the result's order
   */
  record AttributeLane(String name, List<Segment> segments) {}

  /**
   * An option for a time.
   *
   * @param option place of the option among those of its attribute, from 0
   * @param name of the option
   * @param span when it held
   */
  record Segment(int option, String name, Span span) {}

  /** The lane of the object at a place of the result, its frames a period of microseconds long. */
  static Lane of(int index, VideoDetectedObject object, long period) {
    Optional<VideoCategoryPrediction> best = best(object);
    return new Lane(
        index,
        best.map(category -> label(index, category)).orElse("#" + (index + 1)),
        object.getObjectId(),
        presence(object, period),
        gaps(object, period),
        best.map(category -> attributes(category, period)).orElse(List.of()));
  }

  /** The score of the object's best category; -1 without any. */
  static double bestScore(VideoDetectedObject object) {
    return best(object).map(VideoCategoryPrediction::getScore).orElse(-1.0);
  }

  private static Optional<VideoCategoryPrediction> best(VideoDetectedObject object) {
    return object.getCategoriesList().stream()
        .max(Comparator.comparingDouble(VideoCategoryPrediction::getScore));
  }

  private static String label(int index, VideoCategoryPrediction category) {
    return String.format(
        Locale.ROOT, "#%d %s %.2f", index + 1, category.getName(), category.getScore());
  }

  private static List<Span> presence(VideoDetectedObject object, long period) {
    return object.getTimestampRangesList().stream()
        .map(
            range ->
                Span.through(
                    range.getTimestampStartUsInclusive(),
                    range.getTimestampEndUsInclusive(),
                    period))
        .toList();
  }

  private static List<Span> gaps(VideoDetectedObject object, long period) {
    return Span.joined(
        object.getBboxObservationsList().stream()
            .filter(observation -> !observation.hasObservation())
            .map(VideoBboxObservation::getTimestampMicroseconds)
            .map(frame -> Span.through(frame, frame, period))
            .toList());
  }

  private static List<AttributeLane> attributes(VideoCategoryPrediction category, long period) {
    Map<Long, List<VideoAttributePrediction>> options = new LinkedHashMap<>();
    for (VideoAttributePrediction option : category.getAttributesList()) {
      options.computeIfAbsent(option.getAttributeId(), id -> new ArrayList<>()).add(option);
    }
    return options.values().stream()
        .map(all -> new AttributeLane(all.get(0).getAttributeName(), segments(all, period)))
        .toList();
  }

  private static List<Segment> segments(List<VideoAttributePrediction> options, long period) {
    List<Segment> segments = new ArrayList<>();
    for (int option = 0; option < options.size(); option++) {
      String name = options.get(option).getOptionName();
      for (ScoredTimestampRange range : options.get(option).getTimestampRangesList()) {
        long start = range.getTimestampStartUsInclusive();
        long end = range.getTimestampEndUsInclusive();
        segments.add(new Segment(option, name, Span.through(start, end, period)));
      }
    }
    return segments;
  }
}
