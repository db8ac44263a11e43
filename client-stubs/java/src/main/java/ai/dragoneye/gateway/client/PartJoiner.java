package ai.dragoneye.gateway.client;

/** Puts one object or frame together that came in several parts. */
interface PartJoiner<T> {
  /** The first part; forgets what was before. */
  void begin(T first);

  /**
   * A following part.
   *
   * @param category {@code continued_category_index}, -1 where absent
   * @param attribute {@code continued_attribute_index}, -1 where absent
   */
  void append(T more, int category, int attribute);

  /** All parts so far. */
  T joined();
}
