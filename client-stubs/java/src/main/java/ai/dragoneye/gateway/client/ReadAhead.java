package ai.dragoneye.gateway.client;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What has arrived and was not taken yet. Bounded by who puts in, who asks {@link #hasRoom()}. */
final class ReadAhead<E> {
  private static final long ROOM_BYTES = 1024 * 1024;
  private static final int ROOM_EVENTS = 256;

  private record Entry<E>(E event, long bytes) {}

  // No monitor: waiting in one would pin a caller's virtual thread on Java 21.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Entry<E>> entries = new ArrayDeque<>();
  private long bytes;
  private boolean ended;

  boolean hasRoom() {
    lock.lock();
    try {
      return roomy();
    } finally {
      lock.unlock();
    }
  }

  private boolean roomy() {
    return bytes < ROOM_BYTES && entries.size() < ROOM_EVENTS;
  }

  /** Waits for room; false if there will be none because of the end. */
  boolean awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended && !roomy()) {
        changed.await();
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  /** Adds an event; lost after the end. */
  void put(E event, long eventBytes) {
    lock.lock();
    try {
      if (!ended) {
        entries.add(new Entry<>(event, eventBytes));
        bytes += eventBytes;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes; what is there can still be taken. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Throws away what is there. */
  void clear() {
    lock.lock();
    try {
      entries.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next event, waiting for it; null at the end. */
  @Nullable E take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (entries.isEmpty() && !ended) {
        changed.await();
      }
      return removed();
    } finally {
      lock.unlock();
    }
  }

  /** The next event, if there is one. */
  @Nullable E poll() {
    lock.lock();
    try {
      return removed();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable E removed() {
    Entry<E> entry = entries.poll();
    if (entry == null) {
      return null;
    }
    bytes -= entry.bytes();
    changed.signalAll();
    return entry.event();
  }

  /** Whether everything was taken and nothing more comes. */
  boolean isDrained() {
    lock.lock();
    try {
      return ended && entries.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
