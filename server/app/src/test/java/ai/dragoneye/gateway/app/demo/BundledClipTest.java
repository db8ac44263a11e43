package ai.dragoneye.gateway.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.media.Keeping;
import ai.dragoneye.gateway.simulator.media.MediaFacts;
import ai.dragoneye.gateway.simulator.media.MediaFamily;
import ai.dragoneye.gateway.simulator.media.MediaIntake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BundledClipTest {

  @Test
  void shouldBeAVideoOfFourSecondsThatTheSimulatorReads() throws IOException {
    byte[] clip = clip();
    MediaIntake intake = new MediaIntake(MediaFamily.VIDEO, Keeping.DIGEST);

    intake.take(clip, 0, clip.length);

    assertThat(intake.finish().facts()).contains(new MediaFacts(480, 320, 4_000_000));
  }

  @Test
  void shouldBeSmallAndHaveItsIndexInFront() throws IOException {
    String clip = new String(clip(), StandardCharsets.ISO_8859_1);

    assertThat(clip).hasSizeLessThan(300 * 1024);
    assertThat(clip.indexOf("moov")).isPositive().isLessThan(clip.indexOf("mdat"));
  }

  private static byte[] clip() throws IOException {
    try (InputStream clip = DemoCommand.class.getResourceAsStream("street.mp4")) {
      return Objects.requireNonNull(clip).readAllBytes();
    }
  }
}
