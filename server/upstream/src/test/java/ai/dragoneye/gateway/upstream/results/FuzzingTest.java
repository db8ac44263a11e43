package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: a result decodes, or fails as corrupt, too large or without room, in a small
 * heap and in time. {@code -Dfuzz.seconds} is how long to look on each target, {@code -Dfuzz.seed}
 * what to begin with, 0 for something else each time. What it finds is in target/fuzz.
 */
class FuzzingTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 12);
  private static final int SEED = Integer.getInteger("fuzz.seed", 1);
  private static final int LARGEST_SEED = 1 << 16;

  @Test
  void shouldSurviveAnyArchive() throws Exception {
    Fuzzer fuzzer = new Fuzzer(FuzzTargets.Archive.class);
    for (String fixture : Fixture.names()) {
      fuzzer.seed(fixture, Fixture.archive(fixture));
    }
    List<HostileResult> hostile = new ArrayList<>(HostileArchives.small());
    for (int i = 0; i < hostile.size(); i++) {
      byte[] archive = hostile.get(i).archive().get();
      if (archive.length <= LARGEST_SEED) {
        fuzzer.seed("hostile" + i, archive);
      }
    }
    assertThatNothingIsFound(fuzzer);
  }

  @Test
  void shouldSurviveAnyPredictions() throws Exception {
    Fuzzer fuzzer = new Fuzzer(FuzzTargets.Predictions.class);
    for (String fixture : Fixture.names()) {
      ZipBytes.membersOf(Fixture.archive(fixture)).entrySet().stream()
          .filter(member -> member.getKey().equals("predictions.parquet"))
          .forEach(member -> seed(fuzzer, fixture, member.getValue()));
    }
    assertThatNothingIsFound(fuzzer);
  }

  @Test
  void shouldSurviveAnyPage() throws Exception {
    Fuzzer fuzzer = new Fuzzer(FuzzTargets.Page.class);
    List<byte[]> pages = FuzzedPage.seeds();
    for (int i = 0; i < pages.size(); i++) {
      fuzzer.seed("column" + i, pages.get(i));
    }
    assertThatNothingIsFound(fuzzer);
  }

  private static void seed(Fuzzer fuzzer, String name, byte[] input) {
    try {
      fuzzer.seed(name, input);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertThatNothingIsFound(Fuzzer fuzzer) throws Exception {
    List<String> end = fuzzer.run(SECONDS, SEED);
    System.out.printf("%s: %s%n", fuzzer.directory().getFileName(), end.getLast());
    assertThat(fuzzer.findings()).as("see %s", fuzzer.directory()).isEmpty();
    assertThat(end).last().asString().startsWith("Done ");
  }
}
