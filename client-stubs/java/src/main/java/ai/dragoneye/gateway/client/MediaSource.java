package ai.dragoneye.gateway.client;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;

/** Where the bytes of a medium come from. */
interface MediaSource {
  /**
   * Begins to read from the start.
   *
   * @throws IllegalStateException if the source can be read only once and was
   */
  Opened open() throws IOException;

  /** Whether {@link #open()} works more than once. */
  boolean repeatable();

  /** A source being read, by one thread. */
  interface Opened extends Closeable {
    /** Bytes in all, where that is known before reading. */
    OptionalLong sizeBytes();

    /**
     * The next bytes, at most as many as asked for; empty at the end only. The result never changes
     * afterwards.
     */
    ByteString read(int atMost) throws IOException;
  }
}
