package ai.dragoneye.gateway.upstream.results;

import com.github.luben.zstd.ZstdDecompressCtx;
import io.airlift.compress.v3.Decompressor;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses the pages of a reader, one after the other: the one place that knows codecs. The
 * Java forms of snappy and LZ4 check every access. That of zstd needs a context outside the heap,
 * which is made once: one for each page took most of the time of small results.
 */
final class PageCodecs implements AutoCloseable {
  private static final Decompressor SNAPPY = new SnappyJavaDecompressor();
  private static final Decompressor LZ4_RAW = new Lz4JavaDecompressor();

  // A little more than ZSTD_estimateDCtxSize() says.
  private static final long ZSTD_BYTES = 128 << 10;

  private final ReaderMemory memory;
  private final Scratch compressed;
  private @Nullable ZstdDecompressCtx zstd;

  PageCodecs(ReaderMemory memory) {
    this.memory = memory;
    this.compressed = new Scratch(memory);
  }

  /** A page that its codec cannot read. */
  static final class BrokenPageException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPageException(String message) {
      super(message);
    }
  }

  /** Where to put the bytes that are decompressed next. */
  byte[] compressed(int length) {
    return compressed.atLeast(length);
  }

  /**
   * Decompresses the first {@code length} bytes that were put there to exactly {@code size} bytes
   * of {@code target}. The caller has checked {@code size} against the bound.
   */
  void decompress(CompressionCodec codec, int length, byte[] target, int offset, int size)
      throws BrokenPageException {
    byte[] page = compressed.atLeast(length);
    long count =
        switch (codec) {
          case UNCOMPRESSED -> copy(page, length, target, offset, size);
          case ZSTD -> zstd().decompressByteArray(target, offset, size, page, 0, length);
          case SNAPPY -> SNAPPY.decompress(page, 0, length, target, offset, size);
          case LZ4_RAW -> LZ4_RAW.decompress(page, 0, length, target, offset, size);
          case GZIP -> gunzip(page, length, target, offset, size);
          case LZO, BROTLI, LZ4 ->
              throw new BrokenPageException("codec %s is not supported".formatted(codec));
        };
    if (count != size) {
      throw new BrokenPageException("page does not decompress to its %d bytes".formatted(size));
    }
  }

  /** Idempotent. */
  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
    }
  }

  private ZstdDecompressCtx zstd() {
    ZstdDecompressCtx open = zstd;
    if (open == null) {
      memory.take(ZSTD_BYTES);
      open = new ZstdDecompressCtx();
      zstd = open;
    }
    return open;
  }

  private static long copy(byte[] page, int length, byte[] target, int offset, int size) {
    System.arraycopy(page, 0, target, offset, Math.min(length, size));
    return length;
  }

  private static long gunzip(byte[] page, int length, byte[] target, int offset, int size)
      throws BrokenPageException {
    InputStream compressed = new ByteArrayInputStream(page, 0, length);
    try (GZIPInputStream in = new GZIPInputStream(compressed)) {
      int count = in.readNBytes(target, offset, size);
      return in.read() < 0 ? count : -1;
    } catch (IOException e) {
      throw new BrokenPageException("gzip: " + e.getMessage());
    }
  }
}
