package ai.dragoneye.gateway.server.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * A protobuf message in its encoded form: bytes of its own and, between them, bytes that may be
 * lent. Those are neither parsed nor copied on their way to the transport.
 *
 * <p>Whoever lends bytes says until when they stay as they are; the message is only good that long.
 * For one thread.
 */
public final class WireMessage {
  private static final byte[] NOTHING = {};

  private final byte[] head;
  private final ByteBuffer body;
  private final byte[] tail;

  private WireMessage(byte[] head, ByteBuffer body, byte[] tail) {
    this.head = head;
    this.body = body;
    this.tail = tail;
  }

  /** A generated message, which lends nothing. */
  public static WireMessage of(MessageLite message) {
    return new WireMessage(NOTHING, ByteBuffer.wrap(message.toByteArray()), NOTHING);
  }

  /**
   * A message of which one field is encoded already. Canonical, that is as the generated class
   * would serialize it, where the fields stand in order of their numbers.
   *
   * @param before has the fields with lower numbers
   * @param field number of the field
   * @param body the encoded message that is the field's value, lent; backed by an array
   * @param after has the fields with higher numbers
   */
  public static WireMessage around(
      MessageLite before, int field, ByteBuffer body, MessageLite after) {
    byte[] head = concat(before.toByteArray(), field, body.remaining(), NOTHING);
    return new WireMessage(head, body, after.toByteArray());
  }

  /** The message of which this one is the only field. */
  public WireMessage in(int field) {
    return new WireMessage(concat(NOTHING, field, size(), head), body, tail);
  }

  private static byte[] concat(byte[] before, int field, int length, byte[] after) {
    int frame =
        CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(length);
    byte[] bytes = new byte[before.length + frame + after.length];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeRawBytes(before);
      out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(length);
      out.writeRawBytes(after);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes;
  }

  /** Bytes of the message. */
  public int size() {
    return head.length + body.remaining() + tail.length;
  }

  /** Writes the message, each of its bytes once. */
  public void writeTo(OutputStream target) throws IOException {
    target.write(head);
    target.write(body.array(), body.arrayOffset() + body.position(), body.remaining());
    target.write(tail);
  }
}
