package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoFrame;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Cuts an object that does not fit into a piece of its own: between its categories, and between the
 * attributes of a category.
 */
final class ObjectCut {
  // Tag and length of a message within another.
  private static final int FRAME_BYTES = 6;

  private final ShownObject object;
  private final byte[] appearance;
  private final PieceBuffer content;

  // The category to go on with.
  private int category;
  private int categoryIndex;
  // The attribute to go on with, where the category has begun; else 0.
  private int attribute;
  private int attributeIndex;

  /**
   * @param memory what a piece is made in
   */
  ObjectCut(ShownObject object, MemoryShare memory) {
    this.object = object;
    this.appearance = object.appearance().bytes();
    this.category = object.appearance().headBytes();
    this.content = new PieceBuffer(memory);
  }

  /** Index of the category to go on with. */
  int categoryIndex() {
    return categoryIndex;
  }

  /** Index of the attribute to go on with, or -1 where the category has not begun. */
  int attributeIndex() {
    return attribute == 0 ? -1 : attributeIndex;
  }

  /** Adds what fits into a piece of the size, something always, and tells whether that is all. */
  boolean addTo(PieceBuffer piece, int pieceBytes) {
    content.reset();
    object.encodeHead(content);
    int room = pieceBytes - piece.size() - FRAME_BYTES;
    boolean moved = false;
    while (category < appearance.length && addCategory(room, moved)) {
      moved = true;
    }
    piece.frame(VideoFrame.OBJECTS_FIELD_NUMBER, content.size());
    piece.raw(content.bytes(), 0, content.size());
    boolean complete = category == appearance.length;
    if (complete) {
      content.free();
    }
    return complete;
  }

  /** Adds what fits of the category and tells whether that is all. */
  private boolean addCategory(int room, boolean moved) {
    int end = endOfField(category);
    int start = startOfValue(category);
    int attributes = firstAttribute(start, end);
    int left = room - content.size() - FRAME_BYTES - (attributes - start);
    if (left < 0 && moved) {
      return false;
    }
    boolean begun = attribute > 0;
    int from = begun ? attribute : attributes;
    int to = from;
    while (to < end && (endOfField(to) - from <= left || (begun && to == from && !moved))) {
      to = endOfField(to);
      attributeIndex++;
    }
    content.frame(FrameObject.CATEGORIES_FIELD_NUMBER, attributes - start + to - from);
    content.raw(appearance, start, attributes);
    content.raw(appearance, from, to);
    attribute = to;
    if (to == end) {
      nextCategory(end);
    }
    return to == end;
  }

  private void nextCategory(int next) {
    category = next;
    categoryIndex++;
    attribute = 0;
    attributeIndex = 0;
  }

  private int firstAttribute(int start, int end) {
    int at = start;
    while (at < end && fieldAt(at) != ImageCategoryPrediction.ATTRIBUTES_FIELD_NUMBER) {
      at = endOfField(at);
    }
    return at;
  }

  private int fieldAt(int at) {
    return read(at, in -> WireFormat.getTagFieldNumber(in.readTag()));
  }

  private int startOfValue(int at) {
    return read(
        at,
        in -> {
          in.readTag();
          in.readRawVarint32();
          return at + in.getTotalBytesRead();
        });
  }

  private int endOfField(int at) {
    return read(
        at,
        in -> {
          in.skipField(in.readTag());
          return at + in.getTotalBytesRead();
        });
  }

  /** What is found out of the bytes from a place on. */
  @FunctionalInterface
  private interface Reading {
    int of(CodedInputStream in) throws IOException;
  }

  private int read(int at, Reading reading) {
    try {
      return reading.of(CodedInputStream.newInstance(appearance, at, appearance.length - at));
    } catch (IOException impossible) {
      throw new UncheckedIOException("not the appearance that was kept", impossible);
    }
  }
}
