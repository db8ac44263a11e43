package ai.dragoneye.gateway.upstream.results;

/** Takes a row out of the columns and writes it as an object. */
interface ObjectEncoder {
  /** Begins with the row ahead, of which each piece repeats what this writes. */
  void begin(PieceWriter piece);

  /** Goes on with the row; false where the piece is complete before the row is. */
  boolean write(PieceWriter piece);

  /** Index, within the row, of the category that was written last. */
  int category();

  /** Index, within that category, of the attribute that was written last. */
  int attribute();
}
