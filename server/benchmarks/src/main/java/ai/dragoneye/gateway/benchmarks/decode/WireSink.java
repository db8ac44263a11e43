package ai.dragoneye.gateway.benchmarks.decode;

/** Takes what a decoder gives out. */
@FunctionalInterface
interface WireSink {
  /**
   * Takes an object; the bytes are lent until it returns.
   *
   * @param buffer holds its {@code VideoDetectedObject} on the wire
   */
  void accept(byte[] buffer, int offset, int length);

  /** The same for one that fills its array. */
  default void accept(byte[] wire) {
    accept(wire, 0, wire.length);
  }
}
