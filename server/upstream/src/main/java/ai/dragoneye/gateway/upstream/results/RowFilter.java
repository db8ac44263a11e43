package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.TimestampRange;
import org.jspecify.annotations.Nullable;

/**
 * Looks ahead which rows pass, with cursors of its own over the columns of the conditions: the rows
 * that do not pass cost nothing else.
 */
final class RowFilter {
  private final TableRows rows;
  private final @Nullable CategoryFilter category;
  private final @Nullable TimeFilter time;

  private RowFilter(TableRows rows, @Nullable CategoryFilter category, @Nullable TimeFilter time) {
    this.rows = rows;
    this.category = category;
    this.time = time;
  }

  static RowFilter of(ObjectFilter filter, ObjectKind kind, TableColumns columns) {
    TimestampRange range = filter.timeRange();
    return new RowFilter(
        new TableRows(columns),
        filter.isAnyCategory() ? null : new CategoryFilter(filter, columns.root()),
        kind.isTimed() && range != null ? new TimeFilter(range, columns.root()) : null);
  }

  /** Whether a row passes that is behind all that were asked for. */
  boolean passes(long row) {
    if (category == null && time == null) {
      return true;
    }
    rows.moveTo(row);
    boolean passes =
        rows.decode(
            () -> {
              boolean fulfilled = category == null || category.passes();
              return (time == null || time.passes()) && fulfilled;
            });
    rows.endRow();
    return passes;
  }
}
