package ai.dragoneye.gateway.server.media;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.netty.buffer.ByteBuf;

/**
 * Walks over the fields of a message in the protobuf wire format, without copying. Reading beyond
 * the end throws {@link IndexOutOfBoundsException}. The buffer stays the caller's.
 */
final class WireReader {
  private static final int FIXED64_BYTES = 8;
  private static final int FIXED32_BYTES = 4;
  private static final int MOST_VARINT_BYTES = 10;

  private final ByteBuf message;

  WireReader(ByteBuf message) {
    this.message = message;
  }

  /** The tag of a field that holds a message or bytes. */
  static int delimited(int fieldNumber) {
    return fieldNumber << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  boolean hasMore() {
    return message.isReadable();
  }

  int tag() throws InvalidProtocolBufferException {
    return (int) varint();
  }

  /** The content of a length-delimited field: a slice that is not retained. */
  ByteBuf bytes() throws InvalidProtocolBufferException {
    long length = varint();
    if (length < 0 || length > message.readableBytes()) {
      throw new InvalidProtocolBufferException("length " + length);
    }
    return message.readSlice((int) length);
  }

  void skip(int tag) throws InvalidProtocolBufferException {
    switch (tag & 7) {
      case WireFormat.WIRETYPE_VARINT -> varint();
      case WireFormat.WIRETYPE_FIXED64 -> message.skipBytes(FIXED64_BYTES);
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> bytes();
      case WireFormat.WIRETYPE_FIXED32 -> message.skipBytes(FIXED32_BYTES);
      default -> throw new InvalidProtocolBufferException("wire type " + (tag & 7));
    }
  }

  private long varint() throws InvalidProtocolBufferException {
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
