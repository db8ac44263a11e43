package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of an image with their categories and attributes as a table for a terminal. Not for
 * several threads.
 */
public final class PredictionTable {
  private final ColumnTable table =
      new ColumnTable(List.of("#", "box x1 y1 x2 y2 (score)", "category", "score", "attributes"));

  /** The lines of the next objects; the first ones begin with the headings. */
  public List<String> lines(List<Numbered<ImageDetectedObject>> next) {
    List<List<String>> rows = new ArrayList<>();
    next.forEach(object -> addObject(object.number(), object.element(), rows));
    return table.lines(rows);
  }

  private static void addObject(String first, ImageDetectedObject object, List<List<String>> rows) {
    String number = first;
    String box = Numbers.box(object.getBboxObservation());
    if (object.getCategoriesCount() == 0) {
      rows.add(List.of(number, box, "", "", ""));
    }
    for (ImageCategoryPrediction category : object.getCategoriesList()) {
      rows.add(
          List.of(
              number,
              box,
              PrintableText.of(category.getName()),
              Numbers.score(category.getScore()),
              Numbers.attributes(category.getAttributesList())));
      number = "";
      box = "";
    }
  }
}
