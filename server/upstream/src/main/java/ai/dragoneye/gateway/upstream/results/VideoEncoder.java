package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoDetectedObject;

/** Writes rows as objects tracked through a video. */
final class VideoEncoder implements ObjectEncoder {
  private static final int ID = Wire.varint(VideoDetectedObject.OBJECT_ID_FIELD_NUMBER);
  private static final int RANGE =
      Wire.delimited(VideoDetectedObject.TIMESTAMP_RANGES_FIELD_NUMBER);
  private static final int OBSERVATION =
      Wire.delimited(VideoDetectedObject.BBOX_OBSERVATIONS_FIELD_NUMBER);
  private static final int TIMESTAMP =
      Wire.varint(VideoBboxObservation.TIMESTAMP_MICROSECONDS_FIELD_NUMBER);
  private static final int BBOX = Wire.delimited(VideoBboxObservation.OBSERVATION_FIELD_NUMBER);

  private enum Stage {
    RANGES,
    OBSERVATIONS,
    CATEGORIES
  }

  private final LongColumn objectId;
  private final ListColumns ranges;
  private final RangeColumns range;
  private final ListColumns observations;
  private final LongColumn timestamp;
  private final BboxColumns bbox;
  private final VideoCategoryEncoder categories;
  private Stage stage = Stage.RANGES;

  VideoEncoder(TableColumns table) {
    StructFields root = table.root();
    objectId = root.longs("object_id");
    ranges = root.list("timestamp_ranges");
    range = RangeColumns.of(root.structsOf(ranges));
    observations = root.list("bbox_observations");
    StructFields observation = root.structsOf(observations);
    timestamp = observation.longs("timestamp_microseconds");
    bbox = new BboxColumns(observation, table.position());
    categories = new VideoCategoryEncoder(root);
  }

  @Override
  public void begin(PieceWriter piece) {
    stage = Stage.RANGES;
    piece.out().writeLong(ID, objectId.next());
    categories.begin();
  }

  @Override
  public boolean write(PieceWriter piece) {
    if (stage == Stage.RANGES) {
      if (!writeRanges(piece)) {
        return false;
      }
      stage = Stage.OBSERVATIONS;
    }
    if (stage == Stage.OBSERVATIONS) {
      if (!writeObservations(piece)) {
        return false;
      }
      stage = Stage.CATEGORIES;
    }
    return categories.write(piece);
  }

  @Override
  public int category() {
    return categories.category();
  }

  @Override
  public int attribute() {
    return categories.attribute();
  }

  private boolean writeRanges(PieceWriter piece) {
    WireBuffer out = piece.out();
    while (ranges.next()) {
      out.ensure(WireBuffer.SCALAR_BYTES);
      int start = out.begin(RANGE);
      range.write(out);
      out.endShort(start);
      if (!piece.fits()) {
        return false;
      }
    }
    return true;
  }

  private boolean writeObservations(PieceWriter piece) {
    WireBuffer out = piece.out();
    while (observations.next()) {
      out.ensure(WireBuffer.SCALAR_BYTES);
      int start = out.begin(OBSERVATION);
      out.writeLong(TIMESTAMP, timestamp.next());
      bbox.write(BBOX, out);
      out.endShort(start);
      if (!piece.fits()) {
        return false;
      }
    }
    return true;
  }
}
