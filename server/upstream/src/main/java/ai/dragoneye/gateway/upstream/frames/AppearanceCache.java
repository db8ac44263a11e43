package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.FrameObject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Appearances of a file in memory, as far as there is room. Thread-safe. */
final class AppearanceCache {
  private static final float LOAD_FACTOR = 0.75f;
  private static final int INITIAL_ENTRIES = 64;

  /**
   * Entry, message and lists; then the strings and boxes of it, against their bytes on the wire.
   */
  private static final int ENTRY_BYTES = 400;

  private static final int BYTES_PER_WIRE_BYTE = 6;

  /**
   * When full, one miss of so many takes the place of the least recently used. Each frame shows
   * nearly the same objects in the same order: had every miss a place, there would be nothing but
   * misses as soon as they do not fit all.
   */
  private static final int MISSES_PER_PLACE = 8;

  private final AppearanceFile file;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, FrameObject> appearances =
      new LinkedHashMap<>(INITIAL_ENTRIES, LOAD_FACTOR, true);
  private long bytes;
  private long missesWhenFull;

  AppearanceCache(AppearanceFile file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /** Reads the disk where it is not in memory. */
  FrameObject get(long place) {
    lock.lock();
    try {
      FrameObject known = appearances.get(place);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    FrameObject read = file.read(place);
    keep(place, read);
    return read;
  }

  private void keep(long place, FrameObject appearance) {
    long weight = weightOf(appearance);
    lock.lock();
    try {
      boolean fits = bytes + weight <= maxBytes;
      if (weight <= maxBytes && (fits || missesWhenFull++ % MISSES_PER_PLACE == 0)) {
        bytes += appearances.put(place, appearance) == null ? weight : 0;
        evict();
      }
    } finally {
      lock.unlock();
    }
  }

  private void evict() {
    Iterator<FrameObject> eldest = appearances.values().iterator();
    while (bytes > maxBytes) {
      bytes -= weightOf(eldest.next());
      eldest.remove();
    }
  }

  /** Messages remember their size on the wire. */
  private static long weightOf(FrameObject appearance) {
    return ENTRY_BYTES + (long) BYTES_PER_WIRE_BYTE * appearance.getSerializedSize();
  }
}
