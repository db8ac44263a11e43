package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The fixtures are what their manifest says, and cover what their README says. */
class FixtureMatrixTest {
  private static final Path README = Path.of("src/test/fixtures/README.md");

  /** How each writer calls itself in its files, in the order of the README. */
  private static final Map<String, String> WRITERS = new LinkedHashMap<>();

  static {
    WRITERS.put("Polars", "polars");
    WRITERS.put("parquet-cpp-arrow", "pyarrow");
    WRITERS.put("DuckDB", "DuckDB");
    WRITERS.put("parquet-mr", "parquet-java");
    WRITERS.put("hyparquet-writer", "hyparquet-writer");
  }

  @Test
  void shouldBeTheFilesOfTheManifest() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (FixtureManifest.Entry entry : FixtureManifest.entries()) {
      digests.put(entry.name() + ".zip", entry.zip());
      if (entry.expected() != null) {
        digests.put(entry.expected(), entry.jsonl());
      }
    }
    Map<String, String> files = new TreeMap<>();
    for (String name : fileNames()) {
      files.put(name, FixtureManifest.digest(name));
    }
    assertThat(files).isEqualTo(digests);
  }

  @Test
  void shouldHaveExpectedValuesOrATestThatSaysThem() throws IOException {
    assertThat(FixtureManifest.entries())
        .filteredOn(entry -> entry.expected() == null)
        .extracting(FixtureManifest.Entry::name)
        .containsExactly("arrow-image-scores", "arrow-nan-payload", "arrow-over-int64", "broken");
  }

  /** Each line of the table is a fact of some file, each of its marks a writer of such a file. */
  @Test
  void shouldCoverTheMatrixOfTheReadme() throws IOException {
    Map<String, Set<String>> writersByFact = new TreeMap<>();
    for (FixtureManifest.Entry entry : FixtureManifest.entries()) {
      Map<String, byte[]> members = ZipBytes.membersOf(Fixture.archive(entry.name()));
      members.forEach(
          (member, file) ->
              factsOf(member, file, entry)
                  .forEach(fact -> addTo(writersByFact, fact, writerOf(file))));
    }
    List<String> table = new ArrayList<>();
    writersByFact.forEach((fact, writers) -> table.add(line(fact, writers)));
    assertThat(Files.readAllLines(README))
        .filteredOn(line -> line.endsWith("✓ |") || line.endsWith("– |"))
        .isEqualTo(table);
  }

  private static Set<String> factsOf(String member, byte[] file, FixtureManifest.Entry entry) {
    if (!member.equals("predictions.parquet")) {
      return ParquetFacts.ofTimeline(file);
    }
    Set<String> facts = ParquetFacts.of(file);
    facts.addAll(entry.values());
    return facts;
  }

  private static void addTo(Map<String, Set<String>> sets, String key, String value) {
    sets.computeIfAbsent(key, ignored -> new TreeSet<>()).add(value);
  }

  private static String writerOf(byte[] file) {
    String writer = ParquetFacts.writer(file);
    return WRITERS.entrySet().stream()
        .filter(known -> writer.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static String line(String fact, Set<String> writers) {
    return WRITERS.values().stream()
        .map(writer -> writers.contains(writer) ? "✓" : "–")
        .collect(Collectors.joining(" | ", "| " + fact + " | ", " |"));
  }

  private static List<String> fileNames() throws IOException {
    try (Stream<Path> files = Files.list(FixtureManifest.file(""))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("fixtures.json"))
          .toList();
    }
  }
}
