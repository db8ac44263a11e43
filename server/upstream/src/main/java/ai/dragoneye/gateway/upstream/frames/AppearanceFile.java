package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.FrameObject;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;

/**
 * What objects look like without their boxes: an appearance is an object with its categories over a
 * time in which they stay the same, kept once and named by its place here. Written by one thread,
 * then read by any.
 */
final class AppearanceFile {
  /** Most appearances are smaller, and so are read at once. */
  private static final int FIRST_READ = 1 << 10;

  private final AppendFile file;

  AppearanceFile(AppendFile file) {
    this.file = file;
  }

  /** Keeps it. */
  long append(FrameObject appearance) {
    long place = file.size();
    byte[] bytes = appearance.toByteArray();
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array();
    file.append(length, 0, length.length);
    file.append(bytes, 0, bytes.length);
    return place;
  }

  /** Makes what was appended readable; nothing is appended any more. */
  void finish() {
    file.finish();
  }

  FrameObject read(long place) {
    byte[] head = new byte[(int) Math.min(FIRST_READ, file.size() - place)];
    file.read(place, head, 0, head.length);
    int length = ByteBuffer.wrap(head).getInt();
    if (length <= head.length - Integer.BYTES) {
      return parse(ByteBuffer.wrap(head, Integer.BYTES, length));
    }
    byte[] whole = new byte[length];
    file.read(place + Integer.BYTES, whole, 0, length);
    return parse(ByteBuffer.wrap(whole));
  }

  private static FrameObject parse(ByteBuffer bytes) {
    try {
      return FrameObject.parseFrom(bytes);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("not the appearance that was kept", impossible);
    }
  }
}
