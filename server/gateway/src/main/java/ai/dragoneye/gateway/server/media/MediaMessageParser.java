package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictionConfig;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message whose field 1 is the config and whose field 2 is a chunk, by hand: the chunk
 * stays a slice of the message.
 */
final class MediaMessageParser {
  private static final int CONFIG = WireReader.delimited(PredictImageRequest.CONFIG_FIELD_NUMBER);
  private static final int CHUNK = WireReader.delimited(PredictImageRequest.CHUNK_FIELD_NUMBER);

  private final WireReader fields;
  private PredictionConfig.@Nullable Builder config;
  private @Nullable ByteBuf chunk;

  private MediaMessageParser(ByteBuf message) {
    this.fields = new WireReader(message);
  }

  /**
   * Reads {@code message}, which stays the caller's; a chunk in the result is a retained slice of
   * it.
   */
  static MediaMessage parse(ByteBuf message) {
    MediaMessageParser parser = new MediaMessageParser(message);
    try {
      while (parser.fields.hasMore()) {
        parser.readField();
      }
    } catch (InvalidProtocolBufferException | IndexOutOfBoundsException _) {
      return new MediaMessage.Unreadable("is no valid protobuf message");
    }
    return parser.result();
  }

  private MediaMessage result() {
    if (chunk != null) {
      return new MediaMessage.Chunk(chunk.retain());
    }
    if (config != null) {
      return new MediaMessage.Config(config.build());
    }
    return new MediaMessage.Unreadable("must be set");
  }

  // As in any oneof, the last member on the wire wins; the same message twice merges.
  private void readField() throws InvalidProtocolBufferException {
    int tag = fields.tag();
    if (tag == CONFIG) {
      PredictionConfig.Builder target = config == null ? PredictionConfig.newBuilder() : config;
      config = target.mergeFrom(ByteBufUtil.getBytes(fields.bytes()));
      chunk = null;
    } else if (tag == CHUNK) {
      chunk = fields.bytes();
      config = null;
    } else {
      fields.skip(tag);
    }
  }
}
