package ai.dragoneye.gateway.benchmarks.decode;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompresses zstd pages with the library that all subjects in Java use. */
final class ZstdPages implements CompressionCodecFactory {
  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("only ZSTD is read, not " + codec);
    }
    return new Decompressor();
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("nothing is written here");
  }

  @Override
  public void release() {}

  private static final class Decompressor implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput page, int size) {
      ByteBuffer stored = page.toByteBuffer(HeapByteBufferAllocator.getInstance(), _ -> {});
      byte[] raw = new byte[size];
      Zstd.decompressByteArray(
          raw,
          0,
          size,
          stored.array(),
          stored.arrayOffset() + stored.position(),
          stored.remaining());
      return BytesInput.from(raw);
    }

    @Override
    public void decompress(ByteBuffer page, int length, ByteBuffer raw, int size) {
      try (ZstdDecompressCtx zstd = new ZstdDecompressCtx()) {
        zstd.decompress(raw, page);
      }
    }

    @Override
    public void release() {}
  }
}
