package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.v1.VideoFrame;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cuts frames into pieces, each made when it is asked for. */
final class FrameCut {
  private final int pieceBytes;
  private final MemoryShare memory;
  private final Supplier<@Nullable ShownObject> objects;
  private final PieceBuffer piece;
  private long timestamp;
  private int emptyBytes;
  // The object to go on with.
  private @Nullable ShownObject ahead;
  // Where an object that is larger than a piece was left.
  private @Nullable ObjectCut cut;
  private boolean done = true;

  /**
   * @param pieceBytes most bytes of a piece, unless a single element takes more
   * @param memory what a piece is made in
   * @param objects gives the objects of a frame one after the other, null after the last one
   */
  FrameCut(int pieceBytes, MemoryShare memory, Supplier<@Nullable ShownObject> objects) {
    this.pieceBytes = pieceBytes;
    this.memory = memory;
    this.objects = objects;
    this.piece = new PieceBuffer(memory);
  }

  /** Leaves the frame before, and begins one. */
  void begin(long frameTimestamp) {
    timestamp = frameTimestamp;
    ahead = objects.get();
    cut = null;
    done = false;
  }

  /** Leaves the frame before, and begins none. */
  void end() {
    done = true;
  }

  /** The next piece, or null after the last one. */
  @Nullable FramePiece next() {
    if (done) {
      return null;
    }
    int category = cut == null ? -1 : cut.categoryIndex();
    int attribute = cut == null ? -1 : cut.attributeIndex();
    piece.reset();
    piece.int64(VideoFrame.TIMESTAMP_MICROSECONDS_FIELD_NUMBER, timestamp);
    emptyBytes = piece.size();
    while (ahead != null && add(ahead)) {
      ahead = objects.get();
    }
    done = ahead == null;
    return new FramePiece(piece.bytes(), piece.size(), category, attribute, done);
  }

  /** Adds what fits of an object and tells whether that is all. */
  private boolean add(ShownObject object) {
    if (cut == null && object.size() <= pieceBytes - piece.size()) {
      object.encode(piece);
      return true;
    }
    if (cut == null && piece.size() > emptyBytes) {
      return false;
    }
    if (cut == null) {
      cut = new ObjectCut(object, memory);
    }
    boolean complete = cut.addTo(piece, pieceBytes);
    if (complete) {
      cut = null;
    }
    return complete;
  }
}
