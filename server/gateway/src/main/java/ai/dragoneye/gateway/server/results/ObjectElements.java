package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.upstream.results.EncodedObjects;
import ai.dragoneye.gateway.upstream.results.ObjectPiece;
import org.jspecify.annotations.Nullable;

/** The objects of a result in the order of the archive. */
final class ObjectElements implements Elements {
  private final EncodedObjects objects;
  private final Framing framing;

  /** Makes the part that carries a piece of an object. */
  @FunctionalInterface
  interface Framing {
    WireMessage part(long index, ObjectPiece piece, String resumeToken);
  }

  private ObjectElements(EncodedObjects objects, Framing framing) {
    this.objects = objects;
    this.framing = framing;
  }

  /**
   * Takes the ownership of {@code objects}.
   *
   * @param start from which they were opened
   * @throws FailureException with ResumeTokenStale where the archive has not that many
   */
  static ObjectElements of(EncodedObjects objects, long start, Framing framing) {
    if (start > objects.rowCount()) {
      objects.close();
      throw new FailureException(new Failure.ResumeTokenStale());
    }
    return new ObjectElements(objects, framing);
  }

  @Override
  public boolean next() {
    return objects.next();
  }

  @Override
  public long index() {
    return objects.index();
  }

  @Override
  public long readCount() {
    return objects.readCount();
  }

  @Override
  public @Nullable WireMessage nextPart(String resumeToken) {
    ObjectPiece piece = objects.nextPiece();
    return piece == null ? null : framing.part(objects.index(), piece, resumeToken);
  }

  @Override
  public void close() {
    objects.close();
  }
}
