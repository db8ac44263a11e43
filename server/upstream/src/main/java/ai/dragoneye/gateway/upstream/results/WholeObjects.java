package ai.dragoneye.gateway.upstream.results;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import org.jspecify.annotations.Nullable;

/** Makes messages of objects that come in one piece each. */
final class WholeObjects<T> implements ObjectReader<T> {
  private final EncodedObjects objects;
  private final Parser<T> parser;

  WholeObjects(EncodedObjects objects, Parser<T> parser) {
    this.objects = objects;
    this.parser = parser;
  }

  @Override
  public @Nullable T next() {
    ObjectPiece piece = objects.next() ? objects.nextPiece() : null;
    if (piece == null) {
      return null;
    }
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
