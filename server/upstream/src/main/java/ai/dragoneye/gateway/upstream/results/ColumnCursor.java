package ai.dragoneye.gateway.upstream.results;

/**
 * Walks the entries of a column: each a value or NULL with its levels. Opened anew for every row
 * group. A window of a page at a time is unpacked into arrays, which subclasses and the lists above
 * read without a call for each entry.
 */
abstract class ColumnCursor {
  /** Entries unpacked at a time: they stay in the processor's cache until they are taken. */
  static final int WINDOW = 1 << 12;

  private static final byte[] NOTHING_AHEAD = new byte[Scratch.SLACK];

  /** Levels of the window. Behind the last entry of the column there seems to be another row. */
  byte[] repetitions = NOTHING_AHEAD;

  byte[] definitions = NOTHING_AHEAD;

  /** The entry ahead, within the window. */
  int at;

  /** End of the window; 0 behind the last entry. */
  int end;

  final int maxDefinition;

  private final LeafColumn column;
  private final RowPosition position;
  private final PageSpace space;
  private int pageLeft;
  private int present;
  private boolean filled;
  private int valuesToSkip;
  private boolean valuesOpen;

  @SuppressWarnings("NullAway.Init") // by open
  private ColumnPages pages;

  ColumnCursor(LeafColumn column, TableColumns table) {
    this.column = column;
    this.position = table.position();
    this.space = table.spaceFor(column);
    this.maxDefinition = column.maxDefinition();
  }

  final LeafColumn column() {
    return column;
  }

  final RowPosition position() {
    return position;
  }

  final PageSpace space() {
    return space;
  }

  /** Stands before the entries of a row, counted from the first of the pages. */
  final void open(ColumnPages newPages, long row) {
    pages = newPages;
    pageLeft = 0;
    valuesOpen = false;
    openDictionary(pages.body(), pages.readDictionary());
    if (row == 0) {
      nextWindow();
    } else {
      at = 0;
      end = 0;
      seek(row + 1, 0);
    }
  }

  final boolean isExhausted() {
    return end == 0;
  }

  /** Repetition level of the entry ahead; 0 behind the last one, as before the first of any row. */
  final int repetition() {
    return repetitions[at];
  }

  /** Definition level of the entry ahead. */
  final int definition() {
    return definitions[at];
  }

  final boolean isNull() {
    return definitions[at] < maxDefinition;
  }

  /** Passes over the entry ahead, its value too where it has one. */
  final void skip() {
    if (!isNull()) {
      passValues(1);
    }
    consume();
  }

  /** Passes over whole rows; stands at the start of one. */
  final void skipRows(long count) {
    if (count > 0) {
      seek(count, at + 1);
    }
  }

  /** Passes over the entry ahead, whose value was taken. */
  final void consume() {
    if (++at >= end) {
      nextWindow();
    }
  }

  final RuntimeException nullFound() {
    return position.corrupt("column %s is NULL".formatted(column.name()));
  }

  /**
   * Reads the dictionary, which is what the page holds.
   *
   * @param count values in it, -1 where there is none
   */
  abstract void openDictionary(PageBody page, int count);

  /**
   * Stands before the first value of a page.
   *
   * @param entries of the page, NULLs included
   */
  abstract void openValues(PageBody page, int entries);

  /** Makes the next values of the page those of the window. */
  abstract void readValues(int count);

  /** Passes over values of the page that are in no window. */
  abstract void skipValues(int count);

  /** Passes over values of the window. */
  abstract void passValues(int count);

  private void nextWindow() {
    if (loadWindow()) {
      fill(present);
    }
  }

  /** Unpacks the next levels; false at the end of the column. */
  private boolean loadWindow() {
    Interruption.check();
    at = 0;
    end = 0;
    while (pageLeft == 0) {
      if (!pages.next()) {
        repetitions = NOTHING_AHEAD;
        definitions = NOTHING_AHEAD;
        return false;
      }
      pageLeft = pages.entries();
      valuesToSkip = 0;
      valuesOpen = false;
    }
    end = Math.min(pageLeft, WINDOW);
    pageLeft -= end;
    repetitions = pages.repetitions(end);
    definitions = pages.definitions(end);
    present = present(0, end);
    filled = false;
    return true;
  }

  private void fill(int count) {
    filled = true;
    if (count == 0) {
      return;
    }
    if (!valuesOpen) {
      valuesOpen = true;
      pages.body().readValues(pages.entries());
      openValues(pages.body(), pages.entries());
    }
    if (valuesToSkip > 0) {
      skipValues(valuesToSkip);
      valuesToSkip = 0;
    }
    readValues(count);
  }

  /** Moves to the so manieth start of a row, counted from an entry of the window on. */
  private void seek(long wanted, int from) {
    long ahead = wanted;
    for (int i = from; ; ) {
      for (; i < end; i++) {
        if (repetitions[i] == 0 && --ahead == 0) {
          land(i);
          return;
        }
      }
      leaveWindow();
      if (pageLeft == 0) {
        ahead -= pages.hop(ahead);
      }
      if (!loadWindow()) {
        requireEnd(ahead);
        return;
      }
      i = 0;
    }
  }

  private void leaveWindow() {
    if (end == 0) {
      return;
    }
    if (filled) {
      passValues(present(at, end));
    } else {
      valuesToSkip += present;
    }
  }

  private void land(int entry) {
    if (filled) {
      passValues(present(at, entry));
    } else {
      int before = present(0, entry);
      valuesToSkip += before;
      fill(present - before);
    }
    at = entry;
  }

  private void requireEnd(long rowStarts) {
    if (rowStarts > 1) {
      throw position.corrupt("column %s ends".formatted(column.name()));
    }
  }

  private int present(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += definitions[i] >= maxDefinition ? 1 : 0;
    }
    return count;
  }
}
