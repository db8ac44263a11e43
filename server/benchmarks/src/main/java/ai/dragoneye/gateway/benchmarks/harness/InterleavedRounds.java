package ai.dragoneye.gateway.benchmarks.harness;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures entries in turns, so that what disturbs the machine for a while disturbs all of them.
 * Who has fewer rounds than the others has them spread over the whole time.
 */
public final class InterleavedRounds {
  private final Consumer<String> progress;

  /**
   * Measures nothing yet.
   *
   * @param progress told of each measurement before it starts
   */
  public InterleavedRounds(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Measures all entries. A failing round ends it. */
  public Samples run(List<Entry> entries) throws IOException, InterruptedException {
    Samples samples = new Samples();
    int rounds = entries.stream().mapToInt(Entry::rounds).max().orElse(0);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < entries.size(); i++) {
        // Each round starts with another one: nobody always runs behind the same neighbour.
        Entry entry = entries.get((i + round) % entries.size());
        if (takesPart(entry, round, rounds)) {
          progress.accept(
              "%s: round %d of %d: %s"
                  .formatted(entry.caseName(), round + 1, rounds, entry.subject()));
          samples.add(entry.caseName(), entry.subject(), entry.round().run());
        }
      }
    }
    return samples;
  }

  private static boolean takesPart(Entry entry, int round, int rounds) {
    return (long) (round + 1) * entry.rounds() / rounds > (long) round * entry.rounds() / rounds;
  }
}
