package ai.dragoneye.gateway.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report for people: a table for each case with a line for each subject, as text or Markdown.
 * Ratios are the first metric's; the JSON has all.
 */
public final class ReportTable {
  private final Report report;

  /** Shows a report. */
  public ReportTable(Report report) {
    this.report = report;
  }

  /** For a terminal. */
  public String text() {
    return render(TableStyle.TEXT);
  }

  /** For a document. */
  public String markdown() {
    return render(TableStyle.MARKDOWN);
  }

  private String render(TableStyle style) {
    List<String> parts = new ArrayList<>();
    report
        .cases()
        .forEach(
            (name, shape) -> {
              if (report.rows().stream().anyMatch(row -> row.caseName().equals(name))) {
                parts.add(style.emphasis(name) + ": " + shape);
                parts.add(style.table(grid(name)));
              }
            });
    addList(parts, style, "Targets", report.outcomes().stream().map(Target.Outcome::line).toList());
    addList(
        parts,
        style,
        "Not run",
        report.notRun().entrySet().stream()
            .map(absent -> absent.getKey() + ": " + absent.getValue())
            .toList());
    parts.add(style.emphasis("Machine") + ": " + report.machine().line());
    parts.add(style.emphasis("Versions") + ": " + versions());
    return String.join("\n\n", parts) + "\n";
  }

  private static void addList(
      List<String> parts, TableStyle style, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      parts.add(style.emphasis(title) + ":\n\n- " + String.join("\n- ", lines));
    }
  }

  private String versions() {
    return String.join(
        ", ",
        report.machine().versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .toList());
  }

  private List<List<String>> grid(String caseName) {
    List<Row> rows = report.rows().stream().filter(row -> row.caseName().equals(caseName)).toList();
    List<Metric> metrics = rows.stream().map(Row::metric).distinct().toList();
    List<List<String>> grid = new ArrayList<>();
    grid.add(header(rows, metrics));
    for (String subject : rows.stream().map(Row::subject).distinct().toList()) {
      grid.add(line(rows, metrics, subject));
    }
    return grid;
  }

  private static List<String> header(List<Row> rows, List<Metric> metrics) {
    List<String> cells = new ArrayList<>(List.of("subject", "rounds"));
    for (Metric metric : metrics) {
      boolean unitTold = metric.name().endsWith("_" + metric.unit().toLowerCase(Locale.ROOT));
      cells.add(unitTold ? metric.name() : "%s (%s)".formatted(metric.name(), metric.unit()));
    }
    baseline(rows, metrics.getFirst()).ifPresent(baseline -> cells.add(2, "× " + baseline));
    return cells;
  }

  private static List<String> line(List<Row> rows, List<Metric> metrics, String subject) {
    List<Row> own = rows.stream().filter(row -> row.subject().equals(subject)).toList();
    List<String> cells = new ArrayList<>();
    cells.add(subject);
    cells.add(String.valueOf(own.stream().mapToInt(Row::rounds).max().orElse(0)));
    for (Metric metric : metrics) {
      Optional<Row> row = own.stream().filter(r -> r.metric().equals(metric)).findFirst();
      cells.add(row.map(ReportTable::spread).orElse("–"));
    }
    if (baseline(rows, metrics.getFirst()).isPresent()) {
      cells.add(2, number(own.getFirst().ratio()));
    }
    return cells;
  }

  private static Optional<String> baseline(List<Row> rows, Metric metric) {
    return rows.stream()
        .filter(row -> row.metric().equals(metric))
        .map(Row::baseline)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static String spread(Row row) {
    Row.Spread spread = row.spread();
    return row.rounds() == 1
        ? number(spread.median())
        : "%s (%s–%s)"
            .formatted(number(spread.median()), number(spread.min()), number(spread.max()));
  }

  static String number(@Nullable Double value) {
    if (value == null) {
      return "–";
    }
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
