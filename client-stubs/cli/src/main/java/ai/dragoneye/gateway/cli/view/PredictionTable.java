package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Objects, categories and attributes as a table for a terminal. */
public final class PredictionTable {
  private static final List<String> HEADINGS =
      List.of("#", "box x1 y1 x2 y2 (score)", "category", "score", "attributes");

  private final List<List<String>> rows = new ArrayList<>();

  /** A row for each category of each object; objects are numbered from 1. */
  public PredictionTable(List<ImageDetectedObject> objects) {
    for (int index = 0; index < objects.size(); index++) {
      addObject(index + 1, objects.get(index));
    }
  }

  /** The lines of the table, headings first, without trailing blanks. */
  public List<String> lines() {
    return ColumnTable.lines(HEADINGS, rows);
  }

  private void addObject(int number, ImageDetectedObject object) {
    String name = Integer.toString(number);
    String box = box(object);
    if (object.getCategoriesCount() == 0) {
      rows.add(List.of(name, box, "", "", ""));
    }
    for (ImageCategoryPrediction category : object.getCategoriesList()) {
      String score = number(category.getScore());
      rows.add(List.of(name, box, category.getName(), score, attributes(category)));
      name = "";
      box = "";
    }
  }

  private static String box(ImageDetectedObject object) {
    NormalizedBbox box = object.getBboxObservation().getNormalizedBbox();
    return String.format(
        Locale.ROOT,
        "%.3f %.3f %.3f %.3f (%.2f)",
        box.getX1(),
        box.getY1(),
        box.getX2(),
        box.getY2(),
        object.getBboxObservation().getBboxScore());
  }

  private static String attributes(ImageCategoryPrediction category) {
    return String.join(
        ", ", category.getAttributesList().stream().map(PredictionTable::attribute).toList());
  }

  private static String attribute(ImageAttributePrediction attribute) {
    return attribute.getAttributeName()
        + ": "
        + attribute.getOptionName()
        + " ("
        + number(attribute.getScore())
        + ")";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
