package ai.dragoneye.gateway.upstream.results;

import org.jspecify.annotations.Nullable;

/**
 * A downloaded result as the service sent it: the archive's bytes, unread, and the headers.
 *
 * <p>Thread-safe: any number of readers may share it. Closing it frees the bytes, and whoever still
 * reads them fails.
 */
public final class ReceivedResults implements AutoCloseable {
  private final ByteSource bytes;
  private final int crc32c;
  private final ArchiveHeaders headers;
  private final DecodeBounds bounds;
  private final DecodeMemory memory;
  private @Nullable ResultArchive archive;

  /**
   * Takes the ownership of {@code bytes}.
   *
   * @param crc32c the CRC-32C of all of them
   * @param bounds what of the archive is decoded at most
   * @param memory what readers of the archive decode in, shared with other archives
   */
  public ReceivedResults(
      ByteSource bytes,
      int crc32c,
      ArchiveHeaders headers,
      DecodeBounds bounds,
      DecodeMemory memory) {
    this.bytes = bytes;
    this.crc32c = crc32c;
    this.headers = headers;
    this.bounds = bounds;
    this.memory = memory;
  }

  /** With {@link DecodeBounds#DEFAULT}. */
  public ReceivedResults(
      ByteSource bytes, int crc32c, ArchiveHeaders headers, DecodeMemory memory) {
    this(bytes, crc32c, headers, DecodeBounds.DEFAULT, memory);
  }

  /** The archive, byte for byte. It remains this object's to close. */
  public ByteSource bytes() {
    return bytes;
  }

  /** The CRC-32C of all bytes. */
  public int crc32c() {
    return crc32c;
  }

  /** What came beside the bytes. */
  public ArchiveHeaders headers() {
    return headers;
  }

  /**
   * The archive opened for decoding, once for all readers; it remains this object's to close.
   * Failures are as in {@link ResultArchive#open}.
   */
  public synchronized ResultArchive archive() {
    ResultArchive open = archive;
    if (open == null) {
      // Whoever only wants the bytes gets them even where they are no archive.
      ByteSource view = new SourceWindow(bytes, 0, bytes.size());
      open = ResultArchive.open(view, headers, bounds, memory);
      archive = open;
    }
    return open;
  }

  @Override
  public void close() {
    bytes.close();
  }
}
