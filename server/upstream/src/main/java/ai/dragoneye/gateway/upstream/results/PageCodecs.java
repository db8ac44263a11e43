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
   * Decompresses the bytes from {@code offset} to the end of {@code page} to exactly {@code size}
   * bytes. The caller has checked {@code size} against the bound.
   */
  static byte[] decompress(CompressionCodec codec, byte[] page, int offset, int size)
      throws BrokenPageException {
    byte[] target = new byte[size];
    long count =
        switch (codec) {
          case UNCOMPRESSED -> copy(page, offset, target);
          case ZSTD ->
              Zstd.decompressByteArray(target, 0, size, page, offset, page.length - offset);
          case SNAPPY -> SNAPPY.decompress(page, offset, page.length - offset, target, 0, size);
          case LZ4_RAW -> LZ4_RAW.decompress(page, offset, page.length - offset, target, 0, size);
          case GZIP -> gunzip(page, offset, target);
          case LZO, BROTLI, LZ4 ->
              throw new BrokenPageException("codec %s is not supported".formatted(codec));
        };
    if (count != size) {
      throw new BrokenPageException("page does not decompress to its %d bytes".formatted(size));
    }
    return target;
  }

  private static long copy(byte[] page, int offset, byte[] target) {
    int length = page.length - offset;
    System.arraycopy(page, offset, target, 0, Math.min(length, target.length));
    return length;
  }

  private static long gunzip(byte[] page, int offset, byte[] target) throws BrokenPageException {
    InputStream compressed = new ByteArrayInputStream(page, offset, page.length - offset);
    try (GZIPInputStream in = new GZIPInputStream(compressed)) {
      int count = in.readNBytes(target, 0, target.length);
      return in.read() < 0 ? count : -1;
    } catch (IOException e) {
      throw new BrokenPageException("gzip: " + e.getMessage());
    }
  }
}
