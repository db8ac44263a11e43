package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.traffic.UploadTraffic;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Media in many small chunks comes from one thread and is asked for by another: the order must
 * hold.
 */
class UploadIntegrityTest {
  private static final int UPLOADS = 30;

  @ParameterizedTest
  @ValueSource(ints = {1_000, 16 * 1024, 64 * 1024})
  void shouldStoreEveryByteInItsPlace(int chunkBytes) throws Exception {
    byte[] media = noisyPicture();
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(media));
    try (Gateway gateway = Gateway.start()) {
      for (int i = 0; i < UPLOADS; i++) {
        ImageCall call =
            gateway
                .predictImage()
                .config(
                    ImageCall.jpeg().setSizeBytes(media.length).setCrc32C(Pictures.crc32c(media)));
        for (int at = 0; at < media.length; at += chunkBytes) {
          call.chunk(ByteString.copyFrom(media, at, Math.min(chunkBytes, media.length - at)));
        }
        PredictImageResponse response = call.halfClose().response();

        assertThat(
                gateway
                    .simulator()
                    .requests()
                    .task(response.getPrediction().getPredictionTaskUuid())
                    .orElseThrow()
                    .uploads())
            .extracting(UploadTraffic::mediaSha256)
            .containsExactly(sha256);
      }
    }
  }

  /** So that no two chunks are alike. */
  private static byte[] noisyPicture() {
    byte[] picture = Pictures.jpegOfSize(1_500_000);
    int end = Pictures.jpeg().length;
    byte[] noise = new byte[picture.length - end];
    new Random(1).nextBytes(noise);
    System.arraycopy(noise, 0, picture, end, noise.length);
    return picture;
  }
}
