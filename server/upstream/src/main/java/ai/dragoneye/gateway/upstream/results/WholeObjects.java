package ai.dragoneye.gateway.upstream.results;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import org.jspecify.annotations.Nullable;

/** Makes messages of objects that come in one piece each. */
final class WholeObjects<T> implements ObjectReader<T> {
  // Of the smallest messages: one without a field takes two bytes on the wire.
  private static final long MESSAGE_BYTES_PER_BYTE = 32;

  private final EncodedRows objects;
  private final Parser<T> parser;

  WholeObjects(EncodedRows objects, Parser<T> parser) {
    this.objects = objects;
    this.parser = parser;
  }

  @Override
  public @Nullable T next() {
    ObjectPiece piece = objects.next() ? objects.nextPiece() : null;
    if (piece == null) {
      return null;
    }
    objects.expect(piece.length() * MESSAGE_BYTES_PER_BYTE);
    try {
      return parser.parseFrom(piece.buffer(), piece.offset(), piece.length());
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("not the object that was encoded", impossible);
    }
  }

  @Override
  public void close() {
    objects.close();
  }
}
