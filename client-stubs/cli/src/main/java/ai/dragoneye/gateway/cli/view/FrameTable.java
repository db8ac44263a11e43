package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoFrame;
import java.util.ArrayList;
import java.util.List;

/** The frames of a video as a table for a terminal. Not for several threads. */
public final class FrameTable {
  private final ColumnTable table =
      new ColumnTable(
          List.of("time", "#", "box x1 y1 x2 y2 (score)", "category", "score", "attributes"));

  /** The lines of the next frames; the first ones begin with the headings. */
  public List<String> lines(List<Numbered<VideoFrame>> next) {
    List<List<String>> rows = new ArrayList<>();
    next.forEach(frame -> addFrame(frame.element(), rows));
    return table.lines(rows);
  }

  private static void addFrame(VideoFrame frame, List<List<String>> rows) {
    String time = TimeText.of(frame.getTimestampMicroseconds());
    if (frame.getObjectsCount() == 0) {
      rows.add(List.of(time, "", "", "", "", ""));
    }
    for (FrameObject object : frame.getObjectsList()) {
      addObject(time, object, rows);
      time = "";
    }
  }

  private static void addObject(String time, FrameObject object, List<List<String>> rows) {
    String when = time;
    // The number that the object has in a table of the whole video.
    String number = Long.toString(object.getObjectIndex() + 1);
    String box = object.hasObservation() ? Numbers.box(object.getObservation()) : "no box";
    if (object.getCategoriesCount() == 0) {
      rows.add(List.of(when, number, box, "", "", ""));
    }
    for (ImageCategoryPrediction category : object.getCategoriesList()) {
      rows.add(
          List.of(
              when,
              number,
              box,
              PrintableText.of(category.getName()),
              Numbers.score(category.getScore()),
              Numbers.attributes(category.getAttributesList())));
      when = "";
      number = "";
      box = "";
    }
  }
}
