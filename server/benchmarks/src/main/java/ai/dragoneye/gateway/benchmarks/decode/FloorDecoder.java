package ai.dragoneye.gateway.benchmarks.decode;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * What no decoder can save: every page of every column decompressed, and its bytes copied once.
 * Reads pages of format version 1, which is what the benchmark writes.
 */
final class FloorDecoder implements Decoder {
  private static final int TAIL_BYTES = 8;

  @Override
  public void decode(ByteBuffer bytes, WireSink sink) throws IOException {
    try (ZstdDecompressCtx zstd = new ZstdDecompressCtx()) {
      for (RowGroup group : footer(bytes).getRow_groups()) {
        for (ColumnChunk chunk : group.getColumns()) {
          copyPages(bytes, chunk.getMeta_data(), zstd, sink);
        }
      }
    }
  }

  @Override
  public Input input() {
    return Input.PARQUET;
  }

  @Override
  public boolean givesObjects() {
    return false;
  }

  private static FileMetaData footer(ByteBuffer bytes) throws IOException {
    int tail = bytes.limit() - TAIL_BYTES;
    int length = Integer.reverseBytes(bytes.getInt(tail));
    try (InputStream in = ByteBufferInputStream.wrap(bytes.slice(tail - length, length))) {
      return Util.readFileMetaData(in);
    }
  }

  private static void copyPages(
      ByteBuffer bytes, ColumnMetaData chunk, ZstdDecompressCtx zstd, WireSink sink)
      throws IOException {
    long start =
        chunk.isSetDictionary_page_offset()
            ? chunk.getDictionary_page_offset()
            : chunk.getData_page_offset();
    ByteBuffer pages =
        bytes.slice(Math.toIntExact(start), Math.toIntExact(chunk.getTotal_compressed_size()));
    ByteBuffer page = ByteBuffer.allocateDirect(0);
    while (pages.hasRemaining()) {
      PageHeader header = header(pages);
      if (page.capacity() < header.getUncompressed_page_size()) {
        page = ByteBuffer.allocateDirect(header.getUncompressed_page_size());
      }
      page.clear();
      ByteBuffer stored = pages.slice(pages.position(), header.getCompressed_page_size());
      zstd.decompress(page, stored);
      pages.position(pages.position() + header.getCompressed_page_size());
      byte[] copy = new byte[page.flip().remaining()];
      page.get(copy);
      sink.accept(copy);
    }
  }

  private static PageHeader header(ByteBuffer pages) throws IOException {
    ByteBufferInputStream in = ByteBufferInputStream.wrap(pages.slice());
    PageHeader header = Util.readPageHeader(in);
    pages.position(pages.position() + Math.toIntExact(in.position()));
    return header;
  }
}
