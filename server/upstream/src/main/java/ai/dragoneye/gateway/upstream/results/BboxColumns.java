package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;

/** The columns of an observation that images and videos share: its box and score. */
final class BboxColumns {
  private static final int BOX = Wire.delimited(BboxObservation.NORMALIZED_BBOX_FIELD_NUMBER);
  private static final int SCORE = Wire.fixed64(BboxObservation.BBOX_SCORE_FIELD_NUMBER);
  private static final int[] CORNERS = {
    Wire.fixed64(NormalizedBbox.X1_FIELD_NUMBER),
    Wire.fixed64(NormalizedBbox.Y1_FIELD_NUMBER),
    Wire.fixed64(NormalizedBbox.X2_FIELD_NUMBER),
    Wire.fixed64(NormalizedBbox.Y2_FIELD_NUMBER)
  };

  private final RowPosition position;
  private final ListColumns box;
  private final DoubleColumn coordinate;
  private final DoubleColumn score;

  BboxColumns(StructFields observation, RowPosition position) {
    this.position = position;
    this.box = observation.list("normalized_bbox");
    this.coordinate = observation.doublesOf(box);
    this.score = observation.doubles("bbox_score");
  }

  /**
   * Takes the next observation and writes it as a field, for which there has to be room; nothing,
   * and false, on a gap frame.
   */
  boolean write(int tag, WireBuffer out) {
    if (box.isNull()) {
      box.skip();
      score.skip();
      return false;
    }
    int observation = out.begin(tag);
    int corners = out.begin(BOX);
    writeCorners(out);
    out.end(corners);
    out.writeDouble(SCORE, score.nextBits());
    out.end(observation);
    return true;
  }

  private void writeCorners(WireBuffer out) {
    int count = 0;
    while (box.next()) {
      long bits = coordinate.nextBits();
      if (count < CORNERS.length) {
        out.writeDouble(CORNERS[count], bits);
      }
      count++;
    }
    if (count != CORNERS.length) {
      throw position.corrupt(
          "column %s has %d elements instead of %d"
              .formatted(box.layout().name(), count, CORNERS.length));
    }
  }
}
