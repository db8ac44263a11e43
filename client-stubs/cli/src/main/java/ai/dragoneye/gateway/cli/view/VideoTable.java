package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.ScoredTimestampRange;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Tracked objects as a table for a terminal: when each is on screen, what it is, and when which
 * attribute held. Times are the first and the last frame, inclusive. Long lists of times end in how
 * many more there are. Not for several threads.
 */
public final class VideoTable {
  private static final List<String> HEADINGS =
      List.of("#", "object", "on screen", "category", "score", "attributes");
  private static final int MAX_TIMES = 8;
  private static final int MAX_TIMES_PER_ATTRIBUTE = 4;
  private static final int MAX_ATTRIBUTES = 16;
  private static final List<String> NOTHING = List.of("", "", "");

  private final ColumnTable table = new ColumnTable(HEADINGS);

  /** The lines of the next objects; the first ones begin with the headings. */
  public List<String> lines(List<Numbered<VideoDetectedObject>> next) {
    List<List<String>> rows = new ArrayList<>();
    next.forEach(object -> add(object.number(), object.element(), rows));
    return table.lines(rows);
  }

  private static void add(String number, VideoDetectedObject object, List<List<String>> rows) {
    List<String> times = first(MAX_TIMES, object.getTimestampRangesList(), VideoTable::time);
    List<List<String>> kinds = kinds(object);
    for (int row = 0; row < Math.max(1, Math.max(times.size(), kinds.size())); row++) {
      List<String> kind = row < kinds.size() ? kinds.get(row) : NOTHING;
      rows.add(
          List.of(
              row == 0 ? number : "",
              row == 0 ? Long.toString(object.getObjectId()) : "",
              row < times.size() ? times.get(row) : "",
              kind.get(0),
              kind.get(1),
              kind.get(2)));
    }
  }

  private static List<List<String>> kinds(VideoDetectedObject object) {
    List<List<String>> rows = new ArrayList<>();
    for (VideoCategoryPrediction category : object.getCategoriesList()) {
      String name = PrintableText.of(category.getName());
      String score = Numbers.score(category.getScore());
      List<String> attributes =
          first(MAX_ATTRIBUTES, category.getAttributesList(), VideoTable::attribute);
      rows.add(List.of(name, score, attributes.isEmpty() ? "" : attributes.get(0)));
      attributes.stream().skip(1).forEach(attribute -> rows.add(List.of("", "", attribute)));
    }
    return rows;
  }

  private static String attribute(VideoAttributePrediction attribute) {
    String name = PrintableText.of(attribute.getAttributeName());
    String option = PrintableText.of(attribute.getOptionName());
    List<String> times =
        first(MAX_TIMES_PER_ATTRIBUTE, attribute.getTimestampRangesList(), VideoTable::scoredTime);
    return (name + ": " + option + " " + String.join(", ", times)).stripTrailing();
  }

  private static String time(TimestampRange range) {
    return TimeText.of(range.getTimestampStartUsInclusive(), range.getTimestampEndUsInclusive());
  }

  private static String scoredTime(ScoredTimestampRange range) {
    return TimeText.of(range.getTimestampStartUsInclusive(), range.getTimestampEndUsInclusive())
        + " ("
        + Numbers.score(range.getScore())
        + ")";
  }

  private static <T> List<String> first(int count, List<T> all, Function<T, String> text) {
    List<String> shown = new ArrayList<>(all.stream().limit(count).map(text).toList());
    if (all.size() > count) {
      shown.add("and " + (all.size() - count) + " more");
    }
    return shown;
  }
}
