package ai.dragoneye.gateway.simulator.multipart;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a fixed ASCII sequence in bytes (Horspool: looks at one byte in {@code length} mostly). */
final class DelimiterSearch {
  private final byte[] pattern;
  private final int[] shift = new int[256];

  DelimiterSearch(String text) {
    pattern = text.getBytes(StandardCharsets.UTF_8);
    Arrays.fill(shift, pattern.length);
    for (int i = 0; i < pattern.length - 1; i++) {
      shift[pattern[i] & 0xff] = pattern.length - 1 - i;
    }
  }

  int length() {
    return pattern.length;
  }

  /** The index of the first whole occurrence between two indexes, or -1. */
  int find(byte[] bytes, int from, int to) {
    int last = pattern.length - 1;
    for (int at = from; at + last < to; at += shift[bytes[at + last] & 0xff]) {
      if (bytes[at + last] == pattern[last]
          && Arrays.equals(bytes, at, at + last, pattern, 0, last)) {
        return at;
      }
    }
    return -1;
  }
}
