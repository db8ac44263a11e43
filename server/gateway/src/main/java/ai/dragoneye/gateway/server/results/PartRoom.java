package ai.dragoneye.gateway.server.results;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.util.List;
import java.util.function.Consumer;

/**
 * The room left in one part. What does not fit any more closes the part; the first thing fits
 * always, so that every part gets further.
 */
final class PartRoom {
  /**
   * What a part aims at: a quarter of what the contract allows, so that little is held for a slow
   * reader. Names have at most 64 KiB, and at most three of them stand together in a part that
   * continues, so every element finds room below it.
   */
  static final int MAX_BYTES = 256 << 10;

  // Scalar fields, the resume token and the frames of the messages around.
  private static final int RESERVED_BYTES = 1024;
  // Tag and length of a message within another.
  private static final int FRAME_BYTES = 6;
  // Ids, scores and frames of an element without its lists and names.
  private static final int SCALAR_BYTES = 80;

  private int left = MAX_BYTES - RESERVED_BYTES;
  private boolean moved;
  private boolean full;

  /** Whether a message can go as a whole into a part of its own. */
  static boolean fitsAlone(MessageLite message) {
    return sizeOf(message) <= MAX_BYTES - RESERVED_BYTES;
  }

  static int sizeOf(MessageLite message) {
    return message.getSerializedSize() + FRAME_BYTES;
  }

  /** Size of an element of which only scalars and names are sent. */
  static int sizeOfShell(String... names) {
    int size = SCALAR_BYTES;
    for (String name : names) {
      size += CodedOutputStream.computeStringSizeNoTag(name);
    }
    return size;
  }

  /** Takes room for something not sent before, and tells whether there was enough. */
  boolean take(int size) {
    if (full || (moved && size > left)) {
      full = true;
      return false;
    }
    moved = true;
    left -= size;
    return true;
  }

  /** Takes room for a shell: always where a part repeats it to continue it. */
  boolean take(int size, boolean repeated) {
    if (!repeated) {
      return take(size);
    }
    left -= size;
    return true;
  }

  /**
   * Adds what fits of a list from {@code start} on.
   *
   * @return index of the first element that did not fit, or the size of the list
   */
  <M extends MessageLite> int fill(List<M> elements, int start, Consumer<M> target) {
    int next = start;
    while (next < elements.size() && take(sizeOf(elements.get(next)))) {
      target.accept(elements.get(next));
      next++;
    }
    return next;
  }
}
