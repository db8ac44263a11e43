package ai.dragoneye.gateway.upstream.results;

/** Finds the names of a page, in whatever encoding. */
interface TextDecoder {
  /** Points the slice to the next name. */
  void read(TextSlice slice);

  /** Passes over the next {@code count} names. */
  void skip(int count);
}
