package ai.dragoneye.gateway.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Cells in aligned columns, two blanks apart. Cells may hold any text; see {@link Printable}. */
public final class ColumnTable {
  private static final int GAP = 2;

  private ColumnTable() {}

  /**
   * The lines of a table, headings first, without trailing blanks.
   *
   * @param rows each as long as the headings
   */
  public static List<String> lines(List<String> headings, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(headings);
    rows.forEach(row -> all.add(row.stream().map(Printable::line).toList()));
    int[] widths = widths(all, headings.size());
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static int[] widths(List<List<String>> rows, int columns) {
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
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
