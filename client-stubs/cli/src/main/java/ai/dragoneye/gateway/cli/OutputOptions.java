package ai.dragoneye.gateway.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** How results look. */
final class OutputOptions {
  /** A way to write results. */
  enum Format {
    TABLE,
    JSONL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(names = "--json", description = "Short for --output jsonl.")
  private boolean json;

  boolean asJson() {
    return json || format == Format.JSONL;
  }
}
