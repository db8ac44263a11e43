package ai.dragoneye.gateway.benchmarks.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Something written in Java that decodes a result. */
interface Decoder {
  /**
   * Decodes all of a result that is in memory.
   *
   * @param bytes the archive or the parquet file, whichever {@link #input} says
   * @param sink takes each object's {@code VideoDetectedObject} on the wire
   */
  void decode(ByteBuffer bytes, Consumer<byte[]> sink) throws IOException;

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
