package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.EncodedObjects;
import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ObjectPiece;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import java.nio.ByteBuffer;

/** The gateway's own decoder, from the opening of the archive on, checksum included. */
final class OurDecoder implements Decoder {
  private static final ArchiveHeaders HEADERS = new ArchiveHeaders(null, "30");

  /** What a streamed message may hold: no object of the benchmarks needs a second piece. */
  private static final int PIECE_BYTES = 1 << 20;

  private final DecodeMemory memory = new DecodeMemory(1 << 30);

  @Override
  public void decode(ByteBuffer bytes, WireSink sink) {
    try (ResultArchive archive = open(bytes);
        EncodedObjects objects = archive.videoObjects(ObjectFilter.NONE, 0, PIECE_BYTES)) {
      while (objects.next()) {
        for (ObjectPiece piece = objects.nextPiece(); piece != null; piece = objects.nextPiece()) {
          sink.accept(piece.buffer(), piece.offset(), piece.length());
        }
      }
    }
  }

  @Override
  public Input input() {
    return Input.ARCHIVE;
  }

  /** The timeline of a result. */
  long[] frameTimestamps(ByteBuffer bytes) {
    try (ResultArchive archive = open(bytes);
        MemoryShare share = new MemoryShare(archive.memory())) {
      return archive.frameTimestamps(share);
    }
  }

  private ResultArchive open(ByteBuffer bytes) {
    return ResultArchive.open(ByteSource.of(bytes), HEADERS, DecodeBounds.DEFAULT, memory);
  }
}
