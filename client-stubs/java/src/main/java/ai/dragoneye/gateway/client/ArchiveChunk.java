package ai.dragoneye.gateway.client;

import com.google.protobuf.ByteString;

/**
 * Bytes of an archive.
 *
 * @param offset where they stand in it; at 0 it begins, perhaps again
 */
record ArchiveChunk(long offset, ByteString bytes) {
  long end() {
    return offset + bytes.size();
  }
}
