package ai.dragoneye.gateway.upstream.results;

/**
 * Which objects to read, and how.
 *
 * @param start place of the first one, counted before the filter
 * @param pieceBytes most bytes of a piece
 */
record ObjectQuery(ObjectFilter filter, long start, int pieceBytes) {
  /** Every object, in one piece. */
  static final ObjectQuery ALL = new ObjectQuery(ObjectFilter.NONE, 0, Integer.MAX_VALUE);
}
