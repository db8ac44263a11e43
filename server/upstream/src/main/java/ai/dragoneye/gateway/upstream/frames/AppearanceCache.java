package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.MemoryShare;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Appearances of a file in memory, as far as there is some to spare. Thread-safe. */
final class AppearanceCache implements AutoCloseable {
  private static final float LOAD_FACTOR = 0.75f;
  private static final int INITIAL_ENTRIES = 64;

  /** Entry, key, appearance and header of the array, beside the bytes in it. */
  private static final int ENTRY_BYTES = 160;

  /**
   * When full, one miss of so many takes the place of the least recently used. Each frame shows
   * nearly the same objects in the same order: had every miss a place, there would be nothing but
   * misses as soon as they do not fit all.
   */
  private static final int MISSES_PER_PLACE = 8;

  private final AppearanceFile file;
  private final long maxBytes;
  private final MemoryShare memory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Appearance> appearances =
      new LinkedHashMap<>(INITIAL_ENTRIES, LOAD_FACTOR, true);
  private long missesWhenFull;
  private boolean closed;

  /**
   * @param maxBytes what it takes of the memory at most
   */
  AppearanceCache(AppearanceFile file, long maxBytes, DecodeMemory memory) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.memory = new MemoryShare(memory);
  }

  /** How many appearances were read from disk. */
  long reads() {
    return file.reads();
  }

  /**
   * Reads the disk where it is not in memory.
   *
   * @param reader what the reader holds of the memory
   */
  Appearance get(long place, MemoryShare reader) {
    lock.lock();
    try {
      Appearance known = appearances.get(place);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    Appearance read = file.read(place, reader);
    keep(place, read);
    return read;
  }

  private void keep(long place, Appearance appearance) {
    long weight = weightOf(appearance);
    lock.lock();
    try {
      if (!closed
          && weight <= maxBytes
          && !appearances.containsKey(place)
          && (take(weight) || (missesWhenFull++ % MISSES_PER_PLACE == 0 && makeRoom(weight)))) {
        appearances.put(place, appearance);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean take(long weight) {
    return memory.held() + weight <= maxBytes && memory.tryTakeSpare(weight);
  }

  /** Lets go of as much as is needed: what others hold it cannot get. */
  private boolean makeRoom(long weight) {
    Iterator<Appearance> eldest = appearances.values().iterator();
    for (long freed = 0; freed < weight && eldest.hasNext(); ) {
      long each = weightOf(eldest.next());
      eldest.remove();
      memory.give(each);
      freed += each;
    }
    return take(weight);
  }

  private static long weightOf(Appearance appearance) {
    return (long) ENTRY_BYTES + appearance.bytes().length;
  }

  /** Lets go of everything, for good. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      appearances.clear();
      memory.close();
    } finally {
      lock.unlock();
    }
  }
}
