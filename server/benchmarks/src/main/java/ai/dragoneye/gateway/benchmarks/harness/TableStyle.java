package ai.dragoneye.gateway.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** How a table looks: the first column is text, all others are numbers. */
enum TableStyle {
  TEXT {
    @Override
    String emphasis(String word) {
      return word;
    }

    @Override
    String table(List<List<String>> grid) {
      return String.join("\n", padded(grid, "  ", "", ""));
    }
  },
  MARKDOWN {
    @Override
    String emphasis(String word) {
      return "**" + word + "**";
    }

    @Override
    String table(List<List<String>> grid) {
      List<String> lines = new ArrayList<>(padded(grid, " | ", "| ", " |"));
      lines.add(1, "|---|" + "---:|".repeat(grid.getFirst().size() - 1));
      return String.join("\n", lines);
    }
  };

  abstract String emphasis(String word);

  /** The table, its first line the header. */
  abstract String table(List<List<String>> grid);

  private static List<String> padded(
      List<List<String>> grid, String between, String before, String after) {
    List<String> lines = new ArrayList<>();
    for (List<String> cells : grid) {
      List<String> padded = new ArrayList<>();
      for (int column = 0; column < cells.size(); column++) {
        int width = width(grid, column);
        String padding = " ".repeat(width - cells.get(column).length());
        padded.add(column == 0 ? cells.get(column) + padding : padding + cells.get(column));
      }
      lines.add(before + String.join(between, padded) + after);
    }
    return lines;
  }

  private static int width(List<List<String>> grid, int column) {
    return grid.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
  }
}
