package ai.dragoneye.gateway.app.demo;

import java.util.ArrayList;
import java.util.List;

/** Cells under headings, set in columns as wide as their widest cell. */
final class TextTable {
  private final int columns;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> headings) {
    columns = headings.size();
    rows.add(headings);
  }

  /** Adds a row with a cell for each heading. */
  void add(String... cells) {
    rows.add(List.of(cells));
  }

  /** The lines of the table, headings first, without trailing blanks. */
  List<String> lines() {
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
