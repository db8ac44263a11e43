package ai.dragoneye.gateway.upstream.results;

/**
 * Cuts an object into pieces while it is written. An element that does not fit any more is taken
 * out again and opens the next piece, behind what each piece repeats: the header of the object, and
 * the scalar fields of the category, and of the attribute in it, that stay open.
 */
final class PieceWriter {
  private static final int MAX_DEPTH = 2;
  private static final int TAG_AND_LENGTH_BYTES = 2;

  private final int pieceBytes;
  private final WireBuffer out;
  private final WireBuffer next;

  // Of each open message: where it starts, and where its scalar fields end.
  private final int[] starts = new int[MAX_DEPTH];
  private final int[] scalarEnds = new int[MAX_DEPTH];
  private int depth;
  private int headerEnd;
  private int contentStart;

  // Behind the last element that fits.
  private int mark;
  private int markDepth;
  private int nextContentStart;

  /**
   * @param pieceBytes most bytes of a piece of more than one element
   */
  PieceWriter(int pieceBytes, ReaderMemory memory) {
    this.pieceBytes = pieceBytes;
    this.out = new WireBuffer(memory);
    this.next = new WireBuffer(memory);
  }

  /** Where to write. */
  WireBuffer out() {
    return out;
  }

  /** Begins with an object, and its header, which ends with {@link #endHeader}. */
  void beginObject() {
    out.position(0);
    depth = 0;
  }

  void endHeader() {
    headerEnd = out.position();
    contentStart = headerEnd;
    accept();
  }

  /** Opens a message as the next element, which ends with {@link #endScalars}. */
  void open(int tag) {
    starts[depth] = out.begin(tag);
  }

  /** What was written since it was opened is what continuations of the message repeat. */
  void endScalars() {
    scalarEnds[depth] = out.position();
    depth++;
  }

  /** Closes the message opened last. */
  void close() {
    depth--;
    out.end(starts[depth]);
    accept();
  }

  /**
   * Whether the element that was written since the one before fits the piece, the first one always.
   * Where it does not, the piece ends before it, and {@link #resume} begins the next one with it.
   */
  boolean fits() {
    if (closedSize() <= pieceBytes || mark == contentStart) {
      accept();
      return true;
    }
    carryOver();
    return false;
  }

  /** How many messages the next piece goes on with that are in this one already. */
  int continuedDepth() {
    return markDepth;
  }

  /** Begins with the next piece of the object. */
  void resume() {
    out.position(0);
    out.ensure(next.position());
    out.write(next.bytes(), 0, next.position());
    contentStart = nextContentStart;
    accept();
  }

  private void accept() {
    mark = out.position();
    markDepth = depth;
  }

  /** What the piece takes once all open messages have got their lengths. */
  private int closedSize() {
    int size = out.position();
    for (int i = depth - 1; i >= 0; i--) {
      size += WireBuffer.bytesBeyondFirst(size - starts[i]);
    }
    return size;
  }

  /** Ends this piece before the element and begins the next one with it, aside. */
  private void carryOver() {
    int end = out.position();
    next.position(0);
    next.ensure(repeatedBytes() + end - mark);
    next.write(out.bytes(), 0, headerEnd);
    int[] nextStarts = starts.clone();
    for (int i = 0; i < markDepth; i++) {
      nextStarts[i] = next.begin(out.bytes()[starts[i] - TAG_AND_LENGTH_BYTES]);
      next.write(out.bytes(), starts[i], scalarEnds[i] - starts[i]);
    }
    nextContentStart = next.position();
    next.write(out.bytes(), mark, end - mark);
    out.position(mark);
    for (int i = markDepth - 1; i >= 0; i--) {
      out.end(starts[i]);
    }
    moveMessages(nextStarts);
  }

  private int repeatedBytes() {
    int bytes = headerEnd;
    for (int i = 0; i < markDepth; i++) {
      bytes += TAG_AND_LENGTH_BYTES + scalarEnds[i] - starts[i];
    }
    return bytes;
  }

  private void moveMessages(int[] nextStarts) {
    for (int i = 0; i < depth; i++) {
      int start = i < markDepth ? nextStarts[i] : starts[i] - mark + nextContentStart;
      scalarEnds[i] += start - starts[i];
      starts[i] = start;
    }
  }
}
