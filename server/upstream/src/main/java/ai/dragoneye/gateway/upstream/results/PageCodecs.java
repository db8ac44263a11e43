package ai.dragoneye.gateway.upstream.results;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.v3.Decompressor;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/**
 * Decompresses pages: the one place that knows codecs. The Java forms of snappy and LZ4 check every
 * access.
 */
final class PageCodecs {
  private static final Decompressor SNAPPY = new SnappyJavaDecompressor();
  private static final Decompressor LZ4_RAW = new Lz4JavaDecompressor();

  private PageCodecs() {}

  /** A page that its codec cannot read. */
  static final class BrokenPageException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPageException(String message) {
      super(message);
    }
  }

  /**
   * Decompresses the first {@code length} bytes of {@code page} to exactly {@code size} bytes from
   * {@code offset} of {@code target} on. The caller has checked {@code size} against the bound.
   */
  static void decompress(
      CompressionCodec codec, byte[] page, int length, byte[] target, int offset, int size)
      throws BrokenPageException {
    long count =
        switch (codec) {
          case UNCOMPRESSED -> copy(page, length, target, offset, size);
          case ZSTD -> Zstd.decompressByteArray(target, offset, size, page, 0, length);
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
