package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.VideoAttributePrediction;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import com.google.protobuf.InvalidProtocolBufferException;
import tools.jackson.databind.node.ObjectNode;

/** Adds up the objects that a decoder gives out. */
final class ContentsCount implements WireSink {
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private long objects;
  private long observations;
  private long gaps;
  private long timestamps;
  private long lowBits;
  private long highBits;

  @Override
  public void accept(byte[] buffer, int offset, int length) {
    VideoDetectedObject object = parse(buffer, offset, length);
    objects++;
    object.getBboxObservationsList().forEach(this::add);
    for (VideoCategoryPrediction category : object.getCategoriesList()) {
      add(category.getScore());
      category.getAttributesList().forEach(this::add);
    }
  }

  void writeTo(ObjectNode answer) {
    answer.put("objects", objects);
    answer.put("observations", observations);
    answer.put("gaps", gaps);
    answer.put("timestamps", timestamps);
    answer.put("low_bits", lowBits & LOW_HALF);
    answer.put("high_bits", highBits & LOW_HALF);
  }

  private static VideoDetectedObject parse(byte[] buffer, int offset, int length) {
    try {
      return VideoDetectedObject.parser().parseFrom(buffer, offset, length);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a decoder gave out what is no object", e);
    }
  }

  private void add(VideoBboxObservation observation) {
    observations++;
    timestamps += observation.getTimestampMicroseconds();
    if (!observation.hasObservation()) {
      gaps++;
      return;
    }
    NormalizedBbox box = observation.getObservation().getNormalizedBbox();
    add(box.getX1());
    add(box.getY1());
    add(box.getX2());
    add(box.getY2());
    add(observation.getObservation().getBboxScore());
  }

  private void add(VideoAttributePrediction attribute) {
    attribute.getTimestampRangesList().forEach(range -> add(range.getScore()));
  }

  private void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    lowBits += bits & LOW_HALF;
    highBits += bits >>> Integer.SIZE;
  }
}
