package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import org.jspecify.annotations.Nullable;

/** The columns of an observation that images and videos share: its box and score. */
final class BboxColumns {
  private static final int COORDINATES = 4;

  private final RowPosition position;
  private final ListCursor box;
  private final DoubleColumn coordinate;
  private final DoubleColumn score;
  private final double[] coordinates = new double[COORDINATES];
  private int count;

  BboxColumns(StructFields observation, RowPosition position) {
    this.position = position;
    this.box = observation.list("normalized_bbox");
    this.coordinate = observation.doublesOf(box);
    this.score = observation.doubles("bbox_score");
  }

  /** The next observation, or null on a gap frame. */
  @Nullable BboxObservation next() {
    if (box.isNull()) {
      box.skip();
      score.skip();
      return null;
    }
    return BboxObservation.newBuilder()
        .setNormalizedBbox(readBox())
        .setBboxScore(score.next())
        .build();
  }

  private NormalizedBbox readBox() {
    count = 0;
    box.forEach(this::readCoordinate);
    if (count != COORDINATES) {
      throw position.corrupt(
          "column %s has %d elements instead of %d"
              .formatted(box.layout().name(), count, COORDINATES));
    }
    return NormalizedBbox.newBuilder()
        .setX1(coordinates[0])
        .setY1(coordinates[1])
        .setX2(coordinates[2])
        .setY2(coordinates[3])
        .build();
  }

  private void readCoordinate() {
    double value = coordinate.next();
    if (count < COORDINATES) {
      coordinates[count] = value;
    }
    count++;
  }
}
