package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Reads observations from the encoded object into records, without a message for each. */
final class EncodedTrack {
  private EncodedTrack() {}

  /** Reads a VideoBboxObservation that is a field. */
  static void read(CodedInputStream in, Track track) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    int at = track.add();
    byte[] record = track.records();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case VideoBboxObservation.TIMESTAMP_MICROSECONDS_FIELD_NUMBER ->
            ObservationRecord.timestamp(record, at, in.readInt64());
        case VideoBboxObservation.OBSERVATION_FIELD_NUMBER -> readBox(in, record, at);
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
  }

  private static void readBox(CodedInputStream in, byte[] record, int at) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    ObservationRecord.box(record, at);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case BboxObservation.NORMALIZED_BBOX_FIELD_NUMBER -> readEdges(in, record, at);
        case BboxObservation.BBOX_SCORE_FIELD_NUMBER ->
            ObservationRecord.score(record, at, in.readDouble());
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
  }

  /** All fields of a {@link NormalizedBbox} are edges. */
  private static void readEdges(CodedInputStream in, byte[] record, int at) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      ObservationRecord.edge(record, at, WireFormat.getTagFieldNumber(tag), in.readDouble());
    }
    in.popLimit(limit);
  }
}
