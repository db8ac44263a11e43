package ai.dragoneye.gateway.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of what was seen, and its place in the documents. */
final class FaultTable {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
  private static final Path DOCUMENT = MODULE.resolve("../docs/faults.md");
  private static final boolean WRITE = Boolean.getBoolean("faults.write");
  private static final String HEAD =
      """
      | phase | fault | how long | calls | outcome | `predict_sent` | `/predict` seen | retries |
      |---|---|---|---|---|---|---|---|
      """;

  private final String title;
  private final String text;

  /** Of those of {@code seen} that are about the kinds of one title; what is alike is one row. */
  FaultTable(String title, List<Seen> seen) {
    this.title = title;
    Map<TableRow, String> kinds = new LinkedHashMap<>();
    seen.stream()
        .filter(cell -> cell.kind().table().equals(title))
        .forEach(
            cell ->
                kinds.merge(
                    TableRow.of(cell), cell.kind().word(), (one, more) -> one + ", " + more));
    this.text =
        HEAD
            + kinds.entrySet().stream()
                .map(row -> row.getKey().markdown(row.getValue()))
                .collect(Collectors.joining());
  }

  String text() {
    return text;
  }

  /** For reading, with its title. */
  String titled() {
    return title + "\n\n" + text;
  }

  /** Leaves it with what else the build makes. */
  FaultTable save() {
    try {
      Path folder = Files.createDirectories(MODULE.resolve("target/faults"));
      Files.writeString(folder.resolve(title + ".md"), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table in the documents; with {@code -Dfaults.write=true}, this one from now on. */
  String documented() {
    try {
      String document = Files.readString(DOCUMENT);
      String before = "<!-- " + title + " -->\n";
      String after = "<!-- end of " + title + " -->";
      int start = document.indexOf(before) + before.length();
      int end = document.indexOf(after);
      if (start < before.length() || end < start) {
        throw new AssertionError(DOCUMENT + " has no place for " + title);
      }
      if (!WRITE) {
        return document.substring(start, end);
      }
      Files.writeString(DOCUMENT, document.substring(0, start) + text + document.substring(end));
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
