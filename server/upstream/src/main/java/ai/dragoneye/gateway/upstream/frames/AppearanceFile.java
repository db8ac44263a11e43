package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.v1.FrameObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * What objects look like without their boxes: an appearance is an object with its categories over a
 * time in which they stay the same, kept once and named by its place here. Written by one thread,
 * then read by any.
 */
final class AppearanceFile {
  /** Most appearances are smaller, and so are read at once. */
  private static final int FIRST_READ = 1 << 10;

  /** How many bytes the appearance has, and how many of them come before its observation. */
  private static final int LENGTHS = 2 * Integer.BYTES;

  private final AppendFile file;
  private final LongAdder reads = new LongAdder();

  AppearanceFile(AppendFile file) {
    this.file = file;
  }

  /** Keeps it. */
  long append(FrameObject appearance) {
    long place = file.size();
    byte[] bytes = appearance.toByteArray();
    int head = appearance.toBuilder().clearCategories().build().getSerializedSize();
    byte[] lengths = ByteBuffer.allocate(LENGTHS).putInt(bytes.length).putInt(head).array();
    file.append(lengths, 0, lengths.length);
    file.append(bytes, 0, bytes.length);
    return place;
  }

  /** Makes what was appended readable; nothing is appended any more. */
  void finish() {
    file.finish();
  }

  /** How many appearances were read. */
  long reads() {
    return reads.sum();
  }

  /**
   * Reads an appearance.
   *
   * @param memory of which a large one is taken, before it is read
   */
  Appearance read(long place, MemoryShare memory) {
    reads.increment();
    byte[] first = new byte[(int) Math.min(FIRST_READ, file.size() - place)];
    file.read(place, first, 0, first.length);
    ByteBuffer lengths = ByteBuffer.wrap(first);
    int length = lengths.getInt();
    int head = lengths.getInt();
    if (length <= first.length - LENGTHS) {
      return new Appearance(Arrays.copyOfRange(first, LENGTHS, LENGTHS + length), head);
    }
    memory.take(length);
    byte[] whole = new byte[length];
    file.read(place + LENGTHS, whole, 0, length);
    return new Appearance(whole, head);
  }
}
