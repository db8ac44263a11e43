package ai.dragoneye.gateway.benchmarks.rig;

import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictionConfig;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.SplittableRandom;

/**
 * An image to send, as the messages of {@code PredictImage}; the same bytes each time. May be sent
 * many times at once.
 *
 * @param config the first message
 * @param chunk a whole chunk
 * @param chunks how many of them
 * @param rest the last chunk, empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Media(byte[] config, byte[] chunk, long chunks, byte[] rest) {
  /** Media of {@code size} bytes in chunks of {@code chunkBytes}. */
  public static Media of(String model, long size, int chunkBytes) {
    PredictionConfig config =
        PredictionConfig.newBuilder()
            .setModel(model)
            .setMimeType("image/jpeg")
            .setSizeBytes(size)
            .build();
    int whole = (int) Math.min(chunkBytes, size);
    int rest = (int) (size % whole);
    return new Media(
        PredictImageRequest.newBuilder().setConfig(config).build().toByteArray(),
        message(whole),
        size / whole,
        rest == 0 ? new byte[0] : message(rest));
  }

  /** The bytes of a chunk; those of a file that others send are the same. */
  public static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] message(int size) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(bytes(size));
    return PredictImageRequest.newBuilder().setChunk(bytes).build().toByteArray();
  }
}
