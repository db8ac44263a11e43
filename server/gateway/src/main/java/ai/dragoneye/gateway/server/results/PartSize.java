package ai.dragoneye.gateway.server.results;

/** How large parts are. */
final class PartSize {
  /** What a part aims at: a quarter of what the contract allows, for little to be held. */
  static final int MAX_BYTES = 256 << 10;

  // Scalar fields, the resume token and the frames of the messages around.
  private static final int RESERVED_BYTES = 1024;

  /**
   * What a piece has of it. Names have at most 64 KiB, and at most three of them stand together in
   * a piece that continues, so every element finds room.
   */
  static final int PIECE_BYTES = MAX_BYTES - RESERVED_BYTES;

  private PartSize() {}
}
