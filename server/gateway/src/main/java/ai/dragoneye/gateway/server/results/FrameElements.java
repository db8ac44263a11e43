package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.upstream.frames.FramePiece;
import ai.dragoneye.gateway.upstream.frames.FrameReader;
import ai.dragoneye.gateway.v1.VideoFramePart;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The frames of a result in order of time. */
final class FrameElements implements Elements {
  private final FrameReader frames;
  private final Runnable onClose;

  /**
   * Takes the ownership of {@code frames}.
   *
   * @param onClose gives back what {@code frames} reads from
   */
  FrameElements(FrameReader frames, Runnable onClose) {
    this.frames = frames;
    this.onClose = onClose;
  }

  @Override
  public boolean next() throws InterruptedException {
    return frames.next();
  }

  @Override
  public long index() {
    return frames.index();
  }

  @Override
  public long readCount() {
    return frames.readCount();
  }

  @Override
  public @Nullable WireMessage nextPart(String resumeToken) {
    FramePiece piece = frames.nextPiece();
    return piece == null ? null : part(frames.index(), piece, resumeToken);
  }

  /** The part that carries a piece, which stays lent. */
  static WireMessage part(long index, FramePiece piece, String resumeToken) {
    VideoFramePart.Builder after = VideoFramePart.newBuilder().setLast(piece.last());
    if (piece.continuedCategory() >= 0) {
      after.setContinuedCategoryIndex(piece.continuedCategory());
    }
    if (piece.continuedAttribute() >= 0) {
      after.setContinuedAttributeIndex(piece.continuedAttribute());
    }
    if (piece.last()) {
      after.setResumeToken(resumeToken);
    }
    return WireMessage.around(
        VideoFramePart.newBuilder().setFrameIndex(index).build(),
        VideoFramePart.FRAME_FIELD_NUMBER,
        ByteBuffer.wrap(piece.buffer(), 0, piece.length()),
        after.build());
  }

  @Override
  public void close() {
    try {
      frames.close();
    } finally {
      onClose.run();
    }
  }
}
