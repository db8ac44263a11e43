package ai.dragoneye.gateway.cli.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Cells in aligned columns, two blanks apart, for tables of any length: rows are laid out a block
 * at a time, columns only ever become wider. Not for several threads.
 */
public final class ColumnTable {
  private static final int GAP = 2;

  private final List<String> headings;
  private final int[] widths;
  private boolean begun;

  /** A table without rows yet. */
  public ColumnTable(List<String> headings) {
    this.headings = List.copyOf(headings);
    this.widths = new int[headings.size()];
  }

  /**
   * The next lines, without trailing blanks; the first block begins with the headings.
   *
   * @param rows each as long as the headings; may hold any text, see {@link PrintableText}
   */
  public List<String> lines(List<List<String>> rows) {
    List<List<String>> block = new ArrayList<>();
    if (!begun) {
      block.add(headings);
      begun = true;
    }
    rows.forEach(row -> block.add(row.stream().map(PrintableText::line).toList()));
    block.forEach(this::widen);
    return block.stream().map(this::line).toList();
  }

  private void widen(List<String> row) {
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], width(row.get(column)));
    }
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths[column] - width(cell) + GAP));
    }
    return line.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
