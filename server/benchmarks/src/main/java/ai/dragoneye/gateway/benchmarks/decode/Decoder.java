package ai.dragoneye.gateway.benchmarks.decode;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Something written in Java that decodes a result. */
interface Decoder {
  /**
   * Decodes all of a result that is in memory.
   *
   * @param bytes the archive or the parquet file, whichever {@link #input} says
   * @param sink takes each object
   */
  void decode(ByteBuffer bytes, WireSink sink) throws IOException;

  Input input();

  /** Whether its sink gets objects; else it gets other bytes that tell nothing. */
  default boolean givesObjects() {
    return true;
  }

  enum Input {
    ARCHIVE,
    PARQUET
  }
}
