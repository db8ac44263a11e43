package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.io.ParquetDecodingException;

/** The values of a page as places in a dictionary, a window of them at a time. */
final class DictionaryIds {
  private final ReaderMemory memory;
  private final HybridRuns runs = new HybridRuns();
  private int[] window = {};

  DictionaryIds(ReaderMemory memory) {
    this.memory = memory;
  }

  /** Stands before the first value of the page. */
  void open(PageBody page) {
    int from = page.valuesFrom();
    if (from == page.valuesTo()) {
      throw new ParquetDecodingException("values end early");
    }
    int width = page.bytes()[from];
    if (width < 0 || width > Integer.SIZE) {
      throw new ParquetDecodingException("values of %d bits".formatted(width));
    }
    runs.open(page.bytes(), from + 1, page.valuesTo(), width);
  }

  /** The next places, which nobody has held against the dictionary. Valid until the next call. */
  int[] read(int count) {
    if (window.length < count) {
      memory.give((long) window.length * Integer.BYTES);
      window = new int[0];
      memory.take((long) count * Integer.BYTES);
      window = new int[count];
    }
    runs.read(window, count);
    return window;
  }

  void skip(int count) {
    runs.skip(count);
  }
}
