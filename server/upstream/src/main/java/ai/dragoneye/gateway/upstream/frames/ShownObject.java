package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.VideoFrame;

/**
 * An object as a frame shows it: how it looks, and the record of where it is.
 *
 * @param record the array with the record, which is only lent
 * @param at where in the array the record is
 */
@SuppressWarnings("ArrayRecordComponent") // lent, never compared
record ShownObject(Appearance appearance, byte[] record, int at) {

  /** Size of the FrameObject as a field of its frame. */
  int size() {
    return PieceBuffer.framedSize(VideoFrame.OBJECTS_FIELD_NUMBER, contentSize());
  }

  private int contentSize() {
    int observation =
        ObservationRecord.hasBox(record, at)
            ? PieceBuffer.framedSize(
                FrameObject.OBSERVATION_FIELD_NUMBER, ObservationRecord.boxSize(record, at))
            : 0;
    return appearance.bytes().length + observation;
  }

  /** Encodes it as a field of its frame. */
  void encode(PieceBuffer frame) {
    frame.frame(VideoFrame.OBJECTS_FIELD_NUMBER, contentSize());
    encodeHead(frame);
    frame.raw(appearance.bytes(), appearance.headBytes(), appearance.bytes().length);
  }

  /** Encodes all but the categories. */
  void encodeHead(PieceBuffer object) {
    object.raw(appearance.bytes(), 0, appearance.headBytes());
    if (ObservationRecord.hasBox(record, at)) {
      object.frame(FrameObject.OBSERVATION_FIELD_NUMBER, ObservationRecord.boxSize(record, at));
      ObservationRecord.encodeBox(record, at, object);
    }
  }
}
