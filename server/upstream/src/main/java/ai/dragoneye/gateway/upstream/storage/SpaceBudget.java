package ai.dragoneye.gateway.upstream.storage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Bytes of memory or disk that several holders share: whoever wants to hold some reserves first.
 * Thread-safe.
 */
public final class SpaceBudget {
  private final long total;
  private final AtomicLong free;
  private volatile BooleanSupplier shortage = () -> false;

  /** A budget of the given size. */
  public SpaceBudget(long bytes) {
    this.total = bytes;
    this.free = new AtomicLong(bytes);
  }

  /**
   * Has {@code makeRoom} called whenever bytes are missing, by the thread that reserves. It gives
   * up something and says true, until there is enough or it has nothing more to give up.
   */
  public void onShortage(BooleanSupplier makeRoom) {
    shortage = makeRoom;
  }

  /** Takes the bytes, or nothing where there are not enough. */
  public boolean reserve(long bytes) {
    while (!take(bytes)) {
      if (!shortage.getAsBoolean()) {
        return take(bytes);
      }
    }
    return true;
  }

  private boolean take(long bytes) {
    long before = free.getAndUpdate(current -> current >= bytes ? current - bytes : current);
    return before >= bytes;
  }

  /** Gives reserved bytes back. */
  public void release(long bytes) {
    free.addAndGet(bytes);
  }

  /** Its size. */
  public long total() {
    return total;
  }

  /** Bytes somebody has reserved. */
  public long used() {
    return total - free();
  }

  /** Bytes nobody has reserved. */
  public long free() {
    return free.get();
  }
}
