package ai.dragoneye.gateway.server.media;

import org.jspecify.annotations.Nullable;

/**
 * How far a caller may be ahead: asks it for one message at a time, and only while what is queued
 * costs less than the window. Thread-safe; asks without holding its lock.
 */
final class ReceiveWindow {
  private final int windowBytes;
  private final Runnable ask;
  private long queuedCost;
  private boolean asked;
  private boolean held;
  private boolean ended;
  private long askedAtNanos;

  ReceiveWindow(int windowBytes, Runnable ask) {
    this.windowBytes = windowBytes;
    this.ask = ask;
  }

  /** A message came, and with it what costs that much until it is freed. */
  synchronized void arrived(int cost) {
    asked = false;
    queuedCost += cost;
  }

  void freed(long cost) {
    synchronized (this) {
      queuedCost -= cost;
    }
    askIfRoom();
  }

  /** Asks for nothing, whatever room there is, until {@link #resume}. */
  synchronized void hold() {
    held = true;
  }

  void resume() {
    synchronized (this) {
      held = false;
    }
    askIfRoom();
  }

  /** Asks for nothing any more. */
  synchronized void end() {
    ended = true;
  }

  void askIfRoom() {
    synchronized (this) {
      if (asked || held || ended || queuedCost >= windowBytes) {
        return;
      }
      asked = true;
      askedAtNanos = System.nanoTime();
    }
    ask.run();
  }

  /** When the caller was asked for the message that has not come yet, or null. */
  synchronized @Nullable Long waitingSinceNanos() {
    return asked && !ended ? askedAtNanos : null;
  }
}
