package ai.dragoneye.gateway.upstream.results;

/** Takes boxes, as bits of doubles, out of a column of lists of four numbers. */
final class BoxColumn {
  private static final int NUMBERS = 4;
  private static final int BEHIND_FIRST = 0xFFFF_FF00;
  private static final int EVERY_BYTE = 0x0101_0101;

  private final RowPosition position;
  private final ListColumns list;
  private final DoubleColumn numbers;
  private final int repetition;
  private final int repetitions;
  private final int definitions;
  private final long[] box = new long[NUMBERS];

  BoxColumn(StructFields observation, RowPosition position) {
    this.position = position;
    this.list = observation.list("normalized_bbox");
    this.numbers = observation.doublesOf(list);
    this.repetition = list.layout().repetition();
    this.repetitions = repetition * EVERY_BYTE & BEHIND_FIRST;
    this.definitions = numbers.maxDefinition * EVERY_BYTE;
  }

  /** Takes the next box; false where it is NULL. */
  boolean next() {
    if (hasFourAhead()) {
      takeFour();
      return true;
    }
    if (list.isNull()) {
      list.skip();
      return false;
    }
    takeEach();
    return true;
  }

  long x1() {
    return box[0];
  }

  long y1() {
    return box[1];
  }

  long x2() {
    return box[2];
  }

  long y2() {
    return box[3];
  }

  /**
   * Whether a box of four numbers is ahead, and its end too, within the window: the levels of all
   * four are looked at at once. All but gap frames and the ends of pages are so; number by number
   * this column is what most of the time went to.
   */
  private boolean hasFourAhead() {
    int at = numbers.at;
    return at + NUMBERS < numbers.end
        && LittleEndian.getInt(numbers.definitions, at) == definitions
        && (LittleEndian.getInt(numbers.repetitions, at) & BEHIND_FIRST) == repetitions
        && numbers.repetitions[at + NUMBERS] != repetition;
  }

  private void takeFour() {
    byte[] values = numbers.values;
    int next = numbers.next;
    box[0] = LittleEndian.getLong(values, next);
    box[1] = LittleEndian.getLong(values, next + 8);
    box[2] = LittleEndian.getLong(values, next + 16);
    box[3] = LittleEndian.getLong(values, next + 24);
    numbers.next = next + NUMBERS * Long.BYTES;
    numbers.at += NUMBERS;
    position.countListElements(NUMBERS);
  }

  private void takeEach() {
    int count = 0;
    while (list.next()) {
      long bits = numbers.nextBits();
      if (count < NUMBERS) {
        box[count] = bits;
      }
      count++;
    }
    if (count != NUMBERS) {
      throw position.corrupt(
          "column %s has %d elements instead of %d"
              .formatted(list.layout().name(), count, NUMBERS));
    }
  }
}
