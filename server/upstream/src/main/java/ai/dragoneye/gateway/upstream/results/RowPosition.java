package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/** Which row of a file is being read, and how much of the bounds of one row is used. */
final class RowPosition {
  private final MemberFile file;
  private long row = -1;
  private int listElements;
  private long objectBytes;

  RowPosition(MemberFile file) {
    this.file = file;
  }

  MemberFile file() {
    return file;
  }

  void startRow(long newRow) {
    row = newRow;
    listElements = 0;
    objectBytes = 0;
  }

  void countListElements(int count) {
    listElements += count;
    if (listElements > file.bounds().listElements()) {
      int bound = file.bounds().listElements();
      // The same however many are counted at once.
      throw Faults.tooLarge(describe(file.name()), bound + 1, "list elements", bound);
    }
  }

  void countObjectBytes(int bytes) {
    objectBytes += bytes;
    if (objectBytes > file.bounds().objectBytes()) {
      throw Faults.tooLarge(
          describe(file.name()), objectBytes, "object bytes", file.bounds().objectBytes());
    }
  }

  UpstreamException corrupt(String detail) {
    return corrupt(detail, null);
  }

  /** Rows are counted from 0 in messages. */
  UpstreamException corrupt(String detail, @Nullable Throwable cause) {
    return file.corrupt(describe(detail), cause);
  }

  private String describe(String detail) {
    return "%s in row %d".formatted(detail, row);
  }
}
