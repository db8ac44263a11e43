package ai.dragoneye.gateway.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that a program writes: what stands between two comments that name it. */
public final class GeneratedBlock {
  private GeneratedBlock() {}

  /** Replaces the block {@code name} of a Markdown document; one without it is an error. */
  public static void replace(Path document, String name, String content) throws IOException {
    String text = Files.readString(document);
    String start = "<!-- begin %s -->\n".formatted(name);
    String end = "<!-- end %s -->".formatted(name);
    int from = text.indexOf(start);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException("%s has no block %s".formatted(document.getFileName(), name));
    }
    Files.writeString(
        document, text.substring(0, from + start.length()) + content + text.substring(to));
  }
}
