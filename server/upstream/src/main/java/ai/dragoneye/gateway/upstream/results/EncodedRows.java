package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/** The rows of a file as encoded objects. */
final class EncodedRows implements EncodedObjects {
  private final ReaderMemory memory;
  private final PageCodecs codecs;
  private final ObjectEncoder encoder;
  private final TableRows rows;
  private final RowFilter filter;
  private final PieceWriter piece;
  private final long rowCount;
  private long row;
  private long readCount;
  private boolean begun;
  private boolean complete = true;
  private int continuedCategory;
  private int continuedAttribute;

  private EncodedRows(MemberFile file, ReaderMemory memory, ObjectKind kind, ObjectQuery query) {
    ParquetFooter footer = ParquetFooter.read(file, memory);
    this.memory = memory;
    this.codecs = new PageCodecs(memory);
    TableColumns columns = new TableColumns(file, footer, memory, codecs);
    this.encoder = kind.encoderOf(columns);
    this.rows = new TableRows(columns);
    this.filter =
        RowFilter.of(query.filter(), kind, new TableColumns(file, footer, memory, codecs));
    this.piece = new PieceWriter(query.pieceBytes(), memory);
    this.rowCount = footer.rowGroups().stream().mapToLong(RowGroup::getNum_rows).sum();
    this.row = query.start() - 1;
  }

  static EncodedRows open(
      MemberContent content, DecodeMemory memory, ObjectKind kind, ObjectQuery query) {
    ReaderMemory held = new ReaderMemory(memory, content.name());
    try {
      return new EncodedRows(content.load(held), held, kind, query);
    } catch (RuntimeException | Error e) {
      // Also where there was less memory than was reserved.
      held.close();
      throw e;
    }
  }

  @Override
  public boolean next() {
    long start = System.nanoTime();
    boolean found = findNext();
    memory.decodedSince(start);
    if (!found) {
      close();
    }
    return found;
  }

  private boolean findNext() {
    if (begun) {
      passOver();
    }
    begun = false;
    while (row + 1 < rowCount) {
      Interruption.check();
      row++;
      readCount++;
      if (filter.passes(row)) {
        complete = false;
        return true;
      }
    }
    complete = true;
    return false;
  }

  @Override
  public long index() {
    return row;
  }

  @Override
  public long readCount() {
    return readCount;
  }

  @Override
  public long rowCount() {
    return rowCount;
  }

  @Override
  public @Nullable ObjectPiece nextPiece() {
    if (complete) {
      return null;
    }
    long start = System.nanoTime();
    ObjectPiece next = readPiece();
    memory.decodedSince(start);
    return next;
  }

  private ObjectPiece readPiece() {
    int category = begun ? continuedCategory : -1;
    int attribute = begun ? continuedAttribute : -1;
    if (!begun) {
      rows.moveTo(row);
    }
    complete = rows.decode(this::write);
    if (complete) {
      rows.endRow();
      memory.run();
    }
    WireBuffer out = piece.out();
    rows.countObjectBytes(out.position());
    return new ObjectPiece(out.bytes(), 0, out.position(), category, attribute, complete);
  }

  /** Reserves what is going to be made of the current object, beside all that it is read in. */
  void expect(long bytes) {
    memory.expect(bytes);
  }

  @Override
  public void close() {
    codecs.close();
    memory.close();
  }

  private boolean write() {
    if (begun) {
      piece.resume();
    } else {
      begun = true;
      piece.beginObject();
      encoder.begin(piece);
      piece.endHeader();
    }
    boolean whole = encoder.write(piece);
    int depth = piece.continuedDepth();
    continuedCategory = depth > 0 ? encoder.category() : -1;
    continuedAttribute = depth > 1 ? encoder.attribute() : -1;
    return whole;
  }

  private void passOver() {
    while (!complete) {
      readPiece();
    }
  }
}
