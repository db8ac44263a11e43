package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictionConfig;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/** The protobuf wire format of a media message, by hand: the chunk stays a slice of the message. */
final class MediaMessageParser {
  private static final int CONFIG =
      PredictImageRequest.CONFIG_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int CHUNK =
      PredictImageRequest.CHUNK_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int FIXED64_BYTES = 8;
  private static final int FIXED32_BYTES = 4;
  private static final int MOST_VARINT_BYTES = 10;

  private final ByteBuf message;
  private PredictionConfig.@Nullable Builder config;
  private @Nullable ByteBuf chunk;

  private MediaMessageParser(ByteBuf message) {
    this.message = message;
  }

  /**
   * Reads {@code message}, which stays the caller's; a chunk in the result is a retained slice of
   * it.
   */
  static MediaMessage parse(ByteBuf message) {
    MediaMessageParser parser = new MediaMessageParser(message);
    try {
      while (message.isReadable()) {
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
    int tag = (int) readVarint();
    switch (tag) {
      case CONFIG -> {
        PredictionConfig.Builder target = config == null ? PredictionConfig.newBuilder() : config;
        config = target.mergeFrom(ByteBufUtil.getBytes(readBytes()));
        chunk = null;
      }
      case CHUNK -> {
        chunk = readBytes();
        config = null;
      }
      default -> skipField(tag);
    }
  }

  private void skipField(int tag) throws InvalidProtocolBufferException {
    switch (tag & 7) {
      case WireFormat.WIRETYPE_VARINT -> readVarint();
      case WireFormat.WIRETYPE_FIXED64 -> message.skipBytes(FIXED64_BYTES);
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> readBytes();
      case WireFormat.WIRETYPE_FIXED32 -> message.skipBytes(FIXED32_BYTES);
      default -> throw new InvalidProtocolBufferException("wire type " + (tag & 7));
    }
  }

  private ByteBuf readBytes() throws InvalidProtocolBufferException {
    long length = readVarint();
    if (length < 0 || length > message.readableBytes()) {
      throw new InvalidProtocolBufferException("length " + length);
    }
    return message.readSlice((int) length);
  }

  private long readVarint() throws InvalidProtocolBufferException {
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      byte b = message.readByte();
      value |= (b & 0x7fL) << (7 * i);
      if (b >= 0) {
        return value;
      }
    }
    throw new InvalidProtocolBufferException("varint");
  }
}
