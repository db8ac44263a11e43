package ai.dragoneye.gateway.upstream.results;

/** Turns the values of a page, in whatever encoding, into plain ones of 64 bits. */
interface NumberDecoder {
  /** Writes the next {@code count} values to the start of {@code target}, which has room. */
  void read(byte[] target, int count);

  /** Passes over the next {@code count} values. */
  void skip(int count);
}
