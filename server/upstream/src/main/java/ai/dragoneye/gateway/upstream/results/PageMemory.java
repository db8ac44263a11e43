package ai.dragoneye.gateway.upstream.results;

/** What the pages of a column in a row group hold of their reader's memory. For one thread. */
final class PageMemory {
  private final ReaderMemory memory;
  private long kept;
  private long current;
  private long next;

  PageMemory(ReaderMemory memory) {
    this.memory = memory;
  }

  /** Takes memory for the page to come before it is allocated; fails as {@link ReaderMemory}. */
  void take(long bytes) {
    memory.take(bytes);
    next += bytes;
  }

  /** Gives memory of the page to come back. */
  void give(long bytes) {
    memory.give(bytes);
    next -= bytes;
  }

  /** Keeps so much of the page to come to the end of the row group. */
  void keep(long bytes) {
    next -= bytes;
    kept += bytes;
  }

  /** The page to come takes the place of the one before it. */
  void turn() {
    memory.give(current);
    current = next;
    next = 0;
  }

  /** Gives everything back at the end of the row group. */
  void free() {
    memory.give(kept + current + next);
    kept = 0;
    current = 0;
    next = 0;
  }
}
