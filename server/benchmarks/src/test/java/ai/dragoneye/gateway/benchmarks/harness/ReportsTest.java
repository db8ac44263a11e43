package ai.dragoneye.gateway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {
  private static final Metric TOTAL = new Metric("total_ms", "ms");
  private static final Report REPORT =
      new Report(
          "decode",
          new Machine("a CPU", 2, 1024, "an OS", "a JDK", "2026-01-01T00:00:00Z", Map.of("x", "1")),
          Map.of("large", "much of it"),
          List.of(
              new Row("large", "floor", TOTAL, 3, new Row.Spread(200, 190, 210), "floor", 1.0),
              new Row("large", "ours", TOTAL, 3, new Row.Spread(400, 380, 1500), "floor", 2.0),
              new Row(
                  "large",
                  "ours",
                  new Metric("rate", "MB/s"),
                  1,
                  new Row.Spread(0.5, 0.5, 0.5),
                  null,
                  null)),
          List.of(),
          Map.of("python", "there is no python3"));

  @TempDir private Path directory = Path.of("");

  @Test
  void shouldWriteTheFormThatAllBenchmarksShare() throws Exception {
    // when
    Path file = ReportJson.write(REPORT, directory.resolve("new"));

    // then
    var json = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(file).hasFileName("decode.json");
    assertThat(json.get("bench").asString()).isEqualTo("decode");
    assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
    assertThat(json.at("/rows/1").toString())
        .isEqualTo(
            """
            {"case":"large","subject":"ours","metric":"total_ms","unit":"ms","median":400.0,\
            "min":380.0,"max":1500.0,"baseline":"floor","ratio":2.0}""");
    assertThat(json.at("/rows/2/ratio").isNull()).isTrue();
    assertThat(json.propertyNames()).containsExactly("bench", "machine", "rows");
  }

  @Test
  void shouldShowALineForEachSubject() {
    // when
    String text = new ReportTable(REPORT).text();

    // then
    assertThat(text)
        .startsWith(
            """
            large: much of it

            subject  rounds  × floor         total_ms  rate (MB/s)
            floor         3     1.00    200 (190–210)            –
            ours          3     2.00  400 (380–1,500)        0.500
            """)
        .contains("Not run:\n\n- python: there is no python3\n")
        .contains("Machine: a CPU, 2 cores, 1024 MiB, an OS, a JDK, 2026-01-01T00:00:00Z")
        .endsWith("Versions: x 1\n");
  }

  @Test
  void shouldReplaceTheBlockOfADocument() throws Exception {
    // given
    Path document = directory.resolve("README.md");
    Files.writeString(document, "before\n<!-- begin decode -->\nold\n<!-- end decode -->\nafter\n");

    // when
    GeneratedBlock.replace(document, "decode", new ReportTable(REPORT).markdown());

    // then
    assertThat(Files.readString(document))
        .startsWith("before\n<!-- begin decode -->\n**large**: much of it\n")
        .contains("| ours    |      3 |    2.00 | 400 (380–1,500) |       0.500 |\n")
        .doesNotContain("old")
        .endsWith("<!-- end decode -->\nafter\n");
  }
}
