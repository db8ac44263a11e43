package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.v1.ImageStart;
import ai.dragoneye.gateway.v1.PredictImagesRequest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/** Reads a PredictImagesRequest by hand: the chunk stays a slice of the message. */
final class BatchMessageParser {
  private static final int START = WireReader.delimited(PredictImagesRequest.START_FIELD_NUMBER);
  private static final int CHUNK = WireReader.delimited(PredictImagesRequest.CHUNK_FIELD_NUMBER);
  private static final int END = WireReader.delimited(PredictImagesRequest.END_FIELD_NUMBER);

  private final WireReader fields;
  private ImageStart.@Nullable Builder start;
  private @Nullable ByteBuf chunk;
  private boolean end;

  private BatchMessageParser(ByteBuf message) {
    this.fields = new WireReader(message);
  }

  /**
   * Reads {@code message}, which stays the caller's; a chunk in the result is a retained slice of
   * it.
   */
  static BatchMessage parse(ByteBuf message) {
    BatchMessageParser parser = new BatchMessageParser(message);
    try {
      while (parser.fields.hasMore()) {
        parser.readField();
      }
    } catch (InvalidProtocolBufferException | IndexOutOfBoundsException _) {
      return new BatchMessage.Unreadable("is no valid protobuf message");
    }
    return parser.result();
  }

  private BatchMessage result() {
    if (chunk != null) {
      return new BatchMessage.Chunk(chunk.retain());
    }
    if (start != null) {
      return new BatchMessage.Start(start.build());
    }
    return end ? new BatchMessage.End() : new BatchMessage.Unreadable("must be set");
  }

  // As in any oneof, the last member on the wire wins; the same message twice merges.
  private void readField() throws InvalidProtocolBufferException {
    int tag = fields.tag();
    if (tag == START) {
      ImageStart.Builder target = start == null ? ImageStart.newBuilder() : start;
      ImageStart.Builder merged = target.mergeFrom(ByteBufUtil.getBytes(fields.bytes()));
      choose(merged, null, false);
    } else if (tag == CHUNK) {
      choose(null, fields.bytes(), false);
    } else if (tag == END) {
      fields.bytes();
      choose(null, null, true);
    } else {
      fields.skip(tag);
    }
  }

  private void choose(
      ImageStart.@Nullable Builder newStart, @Nullable ByteBuf newChunk, boolean newEnd) {
    start = newStart;
    chunk = newChunk;
    end = newEnd;
  }
}
