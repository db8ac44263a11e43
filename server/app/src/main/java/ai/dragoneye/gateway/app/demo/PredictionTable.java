package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import java.util.List;
import java.util.Locale;

/** Objects, categories and attributes as a table for a terminal. */
final class PredictionTable {
  private static final List<String> HEADINGS =
      List.of("#", "box x1 y1 x2 y2 (score)", "category", "score", "attributes");

  private final TextTable table = new TextTable(HEADINGS);

  PredictionTable(List<ImageDetectedObject> objects) {
    for (int index = 0; index < objects.size(); index++) {
      addObject(index + 1, objects.get(index));
    }
  }

  /** The lines of the table, headings first, without trailing blanks. */
  List<String> lines() {
    return table.lines();
  }

  private void addObject(int number, ImageDetectedObject object) {
    String name = Integer.toString(number);
    String box = box(object);
    if (object.getCategoriesCount() == 0) {
      table.add(name, box, "", "", "");
    }
    for (ImageCategoryPrediction category : object.getCategoriesList()) {
      String score = number(category.getScore());
      table.add(name, box, PrintableText.of(category.getName()), score, attributes(category));
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
    return PrintableText.of(attribute.getAttributeName())
        + ": "
        + PrintableText.of(attribute.getOptionName())
        + " ("
        + number(attribute.getScore())
        + ")";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
