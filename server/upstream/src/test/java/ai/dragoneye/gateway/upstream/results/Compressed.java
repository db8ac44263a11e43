package ai.dragoneye.gateway.upstream.results;

import com.github.luben.zstd.ZstdOutputStream;
import io.airlift.compress.v3.Compressor;
import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;

/** Zeros in as few bytes as a codec makes of them. */
final class Compressed {
  private static final int CHUNK_BYTES = 1 << 20;

  private Compressed() {}

  static byte[] zeros(CompressionCodec codec, int size) {
    try {
      return switch (codec) {
        case ZSTD -> streamed(ZstdOutputStream::new, size);
        case GZIP -> streamed(GZIPOutputStream::new, size);
        case SNAPPY -> whole(new SnappyJavaCompressor(), size);
        case LZ4_RAW -> whole(new Lz4JavaCompressor(), size);
        default -> throw new IllegalArgumentException(codec.toString());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Codec {
    OutputStream compress(OutputStream target) throws IOException;
  }

  private static byte[] streamed(Codec codec, int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = codec.compress(bytes)) {
      byte[] zeros = new byte[CHUNK_BYTES];
      for (int written = 0; written < size; written += CHUNK_BYTES) {
        out.write(zeros, 0, Math.min(CHUNK_BYTES, size - written));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] whole(Compressor compressor, int size) {
    byte[] target = new byte[compressor.maxCompressedLength(size)];
    int length = compressor.compress(new byte[size], 0, size, target, 0, target.length);
    return Arrays.copyOf(target, length);
  }
}
