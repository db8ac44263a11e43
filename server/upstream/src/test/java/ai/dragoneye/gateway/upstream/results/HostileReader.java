package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsCorrupt;
import ai.dragoneye.gateway.upstream.UpstreamFailure.ResultsTooLarge;
import ai.dragoneye.gateway.upstream.results.HostileResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads all archives of a folder in each way, in a process of its own: prints for each its verdict
 * and message on a line, and leaves at once where anything else comes of one.
 */
final class HostileReader {
  /** Below half of the heap, as the configuration says. */
  static final long MEMORY_BYTES = 48L << 20;

  private HostileReader() {}

  public static void main(String[] arguments) throws IOException {
    EveryReading reading = new EveryReading(DecodeBounds.DEFAULT, new DecodeMemory(MEMORY_BYTES));
    List<Path> archives;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      archives = files.sorted().toList();
    }
    for (Path archive : archives) {
      long start = System.nanoTime();
      String line = line(reading, archive);
      System.out.println(line);
      System.err.printf("%s in %d ms%n", line, (System.nanoTime() - start) / 1_000_000);
    }
  }

  /** The verdict on a video; on an image, of what is none. */
  private static String line(EveryReading reading, Path archive) throws IOException {
    try (FileSource source = new FileSource(archive)) {
      return reading.of(source).stream()
          .findFirst()
          .map(failure -> "%s %s".formatted(verdict(failure), failure.message()))
          .orElse(Verdict.READ.name());
    }
  }

  private static Verdict verdict(UpstreamFailure failure) {
    return switch (failure) {
      case ResultsCorrupt _ -> Verdict.RESULTS_CORRUPT;
      case ResultsTooLarge _ -> Verdict.RESULTS_TOO_LARGE;
      default -> throw new AssertionError("unexpected " + failure);
    };
  }
}
