package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;

/** The columns of an observation that images and videos share: its box and score. */
final class BboxColumns {
  private static final int BOX = Wire.delimited(BboxObservation.NORMALIZED_BBOX_FIELD_NUMBER);
  private static final int SCORE = Wire.fixed64(BboxObservation.BBOX_SCORE_FIELD_NUMBER);
  private static final int X1 = Wire.fixed64(NormalizedBbox.X1_FIELD_NUMBER);
  private static final int Y1 = Wire.fixed64(NormalizedBbox.Y1_FIELD_NUMBER);
  private static final int X2 = Wire.fixed64(NormalizedBbox.X2_FIELD_NUMBER);
  private static final int Y2 = Wire.fixed64(NormalizedBbox.Y2_FIELD_NUMBER);

  private final BoxColumn box;
  private final DoubleColumn score;

  BboxColumns(StructFields observation, RowPosition position) {
    this.box = new BoxColumn(observation, position);
    this.score = observation.doubles("bbox_score");
  }

  /**
   * Takes the next observation and writes it as a field, for which there has to be room; nothing,
   * and false, on a gap frame.
   */
  boolean write(int tag, WireBuffer out) {
    if (!box.next()) {
      score.skip();
      return false;
    }
    int observation = out.begin(tag);
    int corners = out.begin(BOX);
    out.writeDouble(X1, box.x1());
    out.writeDouble(Y1, box.y1());
    out.writeDouble(X2, box.x2());
    out.writeDouble(Y2, box.y2());
    out.endShort(corners);
    out.writeDouble(SCORE, score.nextBits());
    out.endShort(observation);
    return true;
  }
}
