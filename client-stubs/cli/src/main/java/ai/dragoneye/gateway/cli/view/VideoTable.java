package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects of a video, when they are on screen and when which attribute holds, as a table for a
 * terminal. Not for several threads.
 */
public final class VideoTable {
  private static final int MAX_RANGES = 4;

  private final ColumnTable table =
      new ColumnTable(List.of("#", "on screen (s)", "boxes", "category", "score", "attributes (s)"));
  private int objects;

  /**
   * The lines of the next objects, which are numbered from 1; the first ones begin with the
   * headings.
   */
  public List<String> lines(List<VideoDetectedObject> next) {
    List<List<String>> rows = new ArrayList<>();
    next.forEach(object -> addObject(object, rows));
    return table.lines(rows);
  }

  private void addObject(VideoDetectedObject object, List<List<String>> rows) {
    objects++;
    int first = rows.size();
    object.getCategoriesList().forEach(category -> addCategory(category, rows));
    if (rows.size() == first) {
      rows.add(List.of("", "", "", "", "", ""));
    }
    List<String> row = new ArrayList<>(rows.get(first));
    row.set(0, Integer.toString(objects));
    row.set(1, ranges(object.getTimestampRangesList().stream().map(VideoTable::text).toList()));
    row.set(2, boxes(object));
    rows.set(first, row);
  }

  private static void addCategory(VideoCategoryPrediction category, List<List<String>> rows) {
    String name = category.getName();
    String score = Numbers.score(category.getScore());
    if (category.getAttributesCount() == 0) {
      rows.add(List.of("", "", "", name, score, ""));
    }
    for (VideoAttributePrediction attribute : category.getAttributesList()) {
      rows.add(List.of("", "", "", name, score, text(attribute)));
      name = "";
      score = "";
    }
  }

  /** How many boxes there are among how many sightings. */
  private static String boxes(VideoDetectedObject object) {
    long boxes =
        object.getBboxObservationsList().stream()
            .filter(VideoBboxObservation::hasObservation)
            .count();
    int sightings = object.getBboxObservationsCount();
    return boxes == sightings ? Long.toString(boxes) : boxes + " of " + sightings;
  }

  private static String text(VideoAttributePrediction attribute) {
    List<String> spans =
        attribute.getTimestampRangesList().stream()
            .map(
                span ->
                    span(span.getTimestampStartUsInclusive(), span.getTimestampEndUsInclusive())
                        + " ("
                        + Numbers.score(span.getScore())
                        + ")")
            .toList();
    return attribute.getAttributeName()
        + ": "
        + attribute.getOptionName()
        + (spans.isEmpty() ? "" : " " + ranges(spans));
  }

  private static String text(TimestampRange range) {
    return span(range.getTimestampStartUsInclusive(), range.getTimestampEndUsInclusive());
  }

  private static String span(long start, long end) {
    return Numbers.seconds(start) + "-" + Numbers.seconds(end);
  }

  private static String ranges(List<String> ranges) {
    Stream<String> shown = ranges.stream().limit(MAX_RANGES);
    int more = ranges.size() - MAX_RANGES;
    return Stream.concat(shown, more > 0 ? Stream.of(more + " more") : Stream.empty())
        .collect(Collectors.joining(", "));
  }
}
