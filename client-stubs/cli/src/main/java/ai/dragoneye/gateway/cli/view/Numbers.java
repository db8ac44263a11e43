package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.ImageAttributePrediction;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Scores, boxes and attributes, rounded for people. */
final class Numbers {
  private Numbers() {}

  static String score(double score) {
    return String.format(Locale.ROOT, "%.2f", score);
  }

  static String box(BboxObservation observation) {
    NormalizedBbox box = observation.getNormalizedBbox();
    return String.format(
        Locale.ROOT,
        "%.3f %.3f %.3f %.3f (%.2f)",
        box.getX1(),
        box.getY1(),
        box.getX2(),
        box.getY2(),
        observation.getBboxScore());
  }

  static String attributes(List<ImageAttributePrediction> attributes) {
    return attributes.stream()
        .map(
            a ->
                PrintableText.of(a.getAttributeName())
                    + ": "
                    + PrintableText.of(a.getOptionName())
                    + " ("
                    + score(a.getScore())
                    + ")")
        .collect(Collectors.joining(", "));
  }
}
