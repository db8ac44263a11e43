package ai.dragoneye.gateway.benchmarks.relay;

import java.util.ArrayList;
import java.util.List;

/**
 * How media is sent.
 *
 * @param chunk the size of a chunk in words
 * @param streams how many uploads there are at a time
 */
record RelayCase(String chunk, int chunkBytes, int streams) {
  /** All of them, the one that most targets are about first. */
  static List<RelayCase> all(boolean quick) {
    if (quick) {
      return List.of(new RelayCase("256KiB", 256 << 10, 1));
    }
    List<RelayCase> cases = new ArrayList<>();
    for (int streams : new int[] {1, 16}) {
      cases.add(new RelayCase("64KiB", 64 << 10, streams));
      cases.add(new RelayCase("256KiB", 256 << 10, streams));
      cases.add(new RelayCase("1MiB", 1 << 20, streams));
    }
    return cases;
  }

  String caseName() {
    return streams == 1 ? chunk : "%s x%d".formatted(chunk, streams);
  }

  String description(long bytes) {
    return "%d MiB in %d stream%s, messages of %s"
        .formatted(bytes >> 20, streams, streams == 1 ? "" : "s", chunk);
  }
}
