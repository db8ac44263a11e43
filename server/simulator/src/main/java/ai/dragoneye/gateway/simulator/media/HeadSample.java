package ai.dragoneye.gateway.simulator.media;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Keeps the first bytes of media whose format says there what it is; nothing of any other. */
final class HeadSample {
  private static final int KEPT = 1 << 20;
  private static final int SIGNATURE_LENGTH = 4;

  /** Of JPEG, PNG, RIFF (WebP, AVI), GIF, BMP, TIFF in both byte orders, EBML (WebM). */
  private static final byte[][] SIGNATURES =
      Stream.of(
              "ffd8ff",
              "89504e47",
              "52494646",
              "47494638",
              "424d",
              "49492a00",
              "4d4d002a",
              "1a45dfa3")
          .map(HexFormat.of()::parseHex)
          .toArray(byte[][]::new);

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean checked;
  private int limit = KEPT;

  void take(byte[] bytes, int offset, int length) {
    int wanted = Math.min(length, limit - kept.size());
    if (wanted <= 0) {
      return;
    }
    kept.write(bytes, offset, wanted);
    if (!checked && kept.size() >= SIGNATURE_LENGTH) {
      checked = true;
      if (!isKnown(kept.toByteArray())) {
        limit = 0;
        kept.reset();
      }
    }
  }

  private static boolean isKnown(byte[] start) {
    return Arrays.stream(SIGNATURES).anyMatch(s -> Arrays.mismatch(start, s) >= s.length);
  }

  byte[] bytes() {
    return kept.toByteArray();
  }
}
