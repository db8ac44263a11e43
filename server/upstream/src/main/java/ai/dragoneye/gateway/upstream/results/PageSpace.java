package ai.dragoneye.gateway.upstream.results;

/**
 * The memory that the pages of a column are decoded in, from row group to row group: grown where a
 * page needs it, never given back before the reader is closed.
 */
final class PageSpace {
  private final ReaderMemory memory;
  private final PageCodecs codecs;
  private final Scratch page;
  private final Levels repetitions;
  private final Levels definitions;
  private long decoderBytes;

  /**
   * @param codecs those of the reader, shared by its columns
   */
  PageSpace(LeafColumn column, ReaderMemory memory, PageCodecs codecs) {
    memory.take(SourceInputStream.BUFFER_BYTES);
    this.memory = memory;
    this.codecs = codecs;
    this.page = new Scratch(memory);
    this.repetitions = Levels.ofRepetition(column, memory);
    this.definitions = Levels.ofDefinition(column, memory);
  }

  PageCodecs codecs() {
    return codecs;
  }

  byte[] page(int size) {
    return page.atLeast(size);
  }

  Levels repetitions() {
    return repetitions;
  }

  Levels definitions() {
    return definitions;
  }

  /** What parquet-java's decoder of the page is going to allocate, in place of the one before. */
  void expectDecoder(long bytes) {
    memory.give(decoderBytes);
    decoderBytes = 0;
    memory.take(bytes);
    decoderBytes = bytes;
  }
}
