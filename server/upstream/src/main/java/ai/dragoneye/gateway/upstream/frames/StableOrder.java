package ai.dragoneye.gateway.upstream.frames;

/**
 * Sorts by merging the ascending stretches it finds: tracks are in order of time as a rule, and so
 * is most of what is sorted here.
 */
final class StableOrder {
  private StableOrder() {}

  /** The places of the keys in ascending order; equal keys stay in order of their places. */
  static int[] of(long[] keys) {
    int[] order = new int[keys.length];
    for (int place = 0; place < order.length; place++) {
      order[place] = place;
    }
    int[] starts = stretches(keys);
    int[] other = starts.length > 2 ? new int[order.length] : order;
    for (int runs = starts.length - 1; runs > 1; runs = (runs + 1) / 2) {
      mergePairs(keys, starts, runs, order, other);
      int[] merged = other;
      other = order;
      order = merged;
    }
    return order;
  }

  /** Where each ascending stretch starts, and the end of the last one. */
  private static int[] stretches(long[] keys) {
    int count = 1;
    for (int place = 1; place < keys.length; place++) {
      count += keys[place] < keys[place - 1] ? 1 : 0;
    }
    int[] starts = new int[count + 1];
    int found = 1;
    for (int place = 1; place < keys.length; place++) {
      if (keys[place] < keys[place - 1]) {
        starts[found++] = place;
      }
    }
    starts[count] = keys.length;
    return starts;
  }

  /** Halves the number of runs, and writes their new starts over the old ones. */
  private static void mergePairs(long[] keys, int[] starts, int runs, int[] from, int[] to) {
    int end = starts[runs];
    int merged = 0;
    for (int run = 0; run < runs; run += 2) {
      int low = starts[run];
      int middle = starts[Math.min(run + 1, runs)];
      int high = starts[Math.min(run + 2, runs)];
      merge(keys, from, to, low, middle, high);
      starts[merged++] = low;
    }
    starts[merged] = end;
  }

  private static void merge(long[] keys, int[] from, int[] to, int low, int middle, int high) {
    int left = low;
    int right = middle;
    for (int target = low; target < high; target++) {
      boolean takeLeft = right == high || (left < middle && keys[from[left]] <= keys[from[right]]);
      to[target] = takeLeft ? from[left++] : from[right++];
    }
  }
}
