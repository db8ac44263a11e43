package ai.dragoneye.gateway.simulator.media;

import static ai.dragoneye.gateway.simulator.media.MediaFamily.IMAGE;
import static ai.dragoneye.gateway.simulator.media.MediaFamily.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaIntakeTest {

  @ParameterizedTest
  @CsvSource({
    "clip.mp4, 96, 64, 2500000",
    "clip-moov-last.mov, 80, 48, 2000000",
    "clip.webm, 64, 48, 3000000",
  })
  void shouldReadSizeAndDurationOfVideos(String name, int width, int height, long micros)
      throws IOException {
    assertThat(taken(VIDEO, resource(name), 1000).facts())
        .contains(new MediaFacts(width, height, micros));
  }

  @ParameterizedTest
  @ValueSource(strings = {"picture-lossy.webp", "picture-lossless.webp", "picture-extended.webp"})
  void shouldReadSizeOfEveryKindOfWebp(String name) throws IOException {
    assertThat(taken(IMAGE, resource(name), 1000).facts()).contains(new MediaFacts(120, 90, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void shouldReadSizeOfPictures(String format) throws IOException {
    assertThat(taken(IMAGE, noisyPicture(format, 40, 30), 1000).facts())
        .contains(new MediaFacts(40, 30, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp"})
  void shouldReadSizeOfPicturesLargerThanTheirSample(String format) throws IOException {
    byte[] large = noisyPicture(format, 1800, 1500);
    assertThat(large.length).isGreaterThan(1 << 20);
    assertThat(taken(IMAGE, large, 64 * 1024).facts()).contains(new MediaFacts(1800, 1500, 0));
  }

  @Test
  void shouldReadSizeOfAWebpLargerThanItsSample() throws IOException {
    // given: a chunk that no reader knows, behind the picture
    byte[] small = resource("picture-lossy.webp");
    ByteBuffer large = ByteBuffer.allocate(small.length + 8 + (2 << 20));
    large.order(ByteOrder.LITTLE_ENDIAN).put(small);
    large.put("JUNK".getBytes(StandardCharsets.US_ASCII)).putInt(2 << 20);
    large.putInt(4, large.capacity() - 8);

    assertThat(taken(IMAGE, large.array(), 64 * 1024).facts()).contains(new MediaFacts(120, 90, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 100_000})
  void shouldNotDependOnHowTheBytesArrive(int chunk) throws IOException {
    byte[] movie = resource("clip-moov-last.mov");
    assertThat(taken(VIDEO, movie, chunk).facts()).contains(new MediaFacts(80, 48, 2_000_000));
  }

  @Test
  void shouldFindNothingInNoise() {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    assertThat(taken(IMAGE, noise, 10_000).facts()).isEmpty();
    assertThat(taken(VIDEO, noise, 10_000).facts()).isEmpty();
  }

  @Test
  void shouldNotTakeAVideoForAnImageOrTheOtherWayRound() throws IOException {
    assertThat(taken(IMAGE, resource("clip.mp4"), 1000).facts()).isEmpty();
    assertThat(taken(IMAGE, resource("clip.webm"), 1000).facts()).isEmpty();
    assertThat(taken(VIDEO, noisyPicture("png", 40, 30), 1000).facts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip.mp4", "clip-moov-last.mov", "clip.webm", "picture-lossy.webp"})
  void shouldSurviveMediaCutAnywhere(String name) throws IOException {
    byte[] whole = resource(name);
    for (int length = 0; length < whole.length; length += 13) {
      StoredMedia cut = taken(VIDEO, Arrays.copyOf(whole, length), 4096);
      assertThat(cut.size()).isEqualTo(length);
    }
  }

  @Test
  void shouldDigestAllBytesAndKeepThemOnlyIfAsked() throws Exception {
    byte[] media = noisyPicture("png", 400, 300);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(media));
    MediaIntake retaining = new MediaIntake(IMAGE, Keeping.CONTENT);
    retaining.take(media, 0, media.length);

    assertThat(taken(IMAGE, media, 999).sha256()).isEqualTo(sha256);
    assertThat(taken(IMAGE, media, 999).content()).isEmpty();
    assertThat(retaining.finish().content().orElseThrow()).isEqualTo(media);
  }

  private static StoredMedia taken(MediaFamily family, byte[] media, int chunk) {
    MediaIntake intake = new MediaIntake(family, Keeping.DIGEST);
    for (int at = 0; at < media.length; at += chunk) {
      intake.take(media, at, Math.min(chunk, media.length - at));
    }
    return intake.finish();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = MediaIntakeTest.class.getResourceAsStream("/media/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static byte[] noisyPicture(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(5);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }
}
