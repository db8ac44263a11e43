package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.results.HostileResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of what came of hostile results, and its place in the documents. */
record HostileTable(String text) {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs/hostile-results.md");
  private static final String BEFORE = "<!-- hostile results -->\n";
  private static final String AFTER = "<!-- end of hostile results -->";

  /**
   * @param lines what the reader printed for each
   */
  static HostileTable of(List<HostileResult> results, List<String> lines) {
    StringBuilder text = new StringBuilder("| result | verdict | message |\n|---|---|---|\n");
    for (int i = 0; i < results.size(); i++) {
      Verdict verdict = results.get(i).verdict();
      String message = stable(lines.get(i).substring(verdict.name().length()).strip());
      text.append(
          "| %s | %s | %s |%n"
              .formatted(
                  results.get(i).kind(),
                  verdict == Verdict.READ ? "read" : verdict.name(),
                  message.replace("|", "\\|")));
    }
    return new HostileTable(text.toString());
  }

  /** How far above a bound the decoder looks is its own affair. */
  private static String stable(String message) {
    return message.replaceAll("\\d+ (bytes to decode with|list elements|object bytes)", "… $1");
  }

  /** The table in the documents; with {@code -Dhostile.write=true}, this one from now on. */
  String documented() throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf(BEFORE) + BEFORE.length();
    int end = document.indexOf(AFTER);
    if (start < BEFORE.length() || end < start) {
      throw new AssertionError(DOCUMENT + " has no place for the table");
    }
    if (!Boolean.getBoolean("hostile.write")) {
      return document.substring(start, end);
    }
    Files.writeString(DOCUMENT, document.substring(0, start) + text + document.substring(end));
    return text;
  }
}
