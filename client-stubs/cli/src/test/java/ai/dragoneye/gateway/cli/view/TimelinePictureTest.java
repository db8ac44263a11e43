package ai.dragoneye.gateway.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelinePictureTest {
  private static final int BAR = TimelinePicture.LANES_TOP + LanePainter.BAR_TOP;
  private static final int BAR_MIDDLE = BAR + LanePainter.BAR_HEIGHT / 2;
  private static final Color FIRST = Palette.object(0);

  @Test
  void shouldDrawWhenAnObjectIsOnScreen() {
    // given: frames 10 to 19 and 30 to 34 of 40; a frame lasts until the next
    VideoDetectedObject object =
        Tracks.object(1, 10, 19).addTimestampRanges(Tracks.frames(30, 34)).build();

    Drawn picture = draw(40, object);

    assertThat(picture.at(9.9, BAR_MIDDLE)).isEqualTo(Palette.BAND);
    assertThat(picture.at(10.1, BAR_MIDDLE)).isEqualTo(FIRST);
    assertThat(picture.at(19.9, BAR_MIDDLE)).isEqualTo(FIRST);
    assertThat(picture.at(20.1, BAR_MIDDLE)).isEqualTo(Palette.BAND);
    assertThat(picture.at(34.9, BAR_MIDDLE)).isEqualTo(FIRST);
    assertThat(picture.at(35.2, BAR_MIDDLE)).isEqualTo(Palette.BAND);
  }

  @Test
  void shouldHatchFramesWithoutABox() {
    Drawn picture = draw(20, Tracks.object(1, 0, 19, 5, 6).build());

    assertThat(picture.row(5.1, 6.9, BAR_MIDDLE)).contains(FIRST, Palette.pale(FIRST));
    assertThat(picture.row(0.1, 4.9, BAR_MIDDLE)).containsOnly(FIRST);
    assertThat(picture.row(7.1, 19.9, BAR_MIDDLE)).containsOnly(FIRST);
  }

  @Test
  void shouldDrawAThinLineWhereAnObjectIsTrackedOffScreen() {
    VideoDetectedObject.Builder object = Tracks.object(1, 0, 9);
    IntStream.range(10, 15).forEach(f -> object.addBboxObservations(Tracks.observation(f, true)));

    Drawn picture = draw(20, object.build());

    assertThat(picture.row(10.1, 14.9, BAR_MIDDLE)).containsOnly(Palette.pale(FIRST));
    assertThat(picture.at(12.5, BAR + 2)).isEqualTo(Palette.BAND);
  }

  @Test
  void shouldDrawAttributesBelowTheirObject() {
    VideoDetectedObject object =
        Tracks.object(1, 0, 19)
            .addCategories(Tracks.category("dog", 0.1))
            .addCategories(
                Tracks.category("car", 0.9)
                    .addAttributes(Tracks.attribute("colour", "red", 0, 4))
                    .addAttributes(Tracks.attribute("lights", "on", 0, 9))
                    .addAttributes(Tracks.attribute("colour", "blue", 5, 19)))
            .build();
    int colourLane = TimelinePicture.LANES_TOP + LanePainter.ATTRIBUTES_TOP + 2;
    int lightsLane = colourLane + LanePainter.ATTRIBUTE_PITCH;

    Drawn picture = draw(20, object);

    assertThat(picture.at(1.1, colourLane)).isEqualTo(Palette.option(0));
    assertThat(picture.at(5.2, colourLane)).isEqualTo(Palette.option(1));
    assertThat(picture.at(19.5, colourLane)).isEqualTo(Palette.option(1));
    assertThat(picture.at(9.5, lightsLane)).isEqualTo(Palette.option(0));
    assertThat(picture.at(10.5, lightsLane)).isEqualTo(Palette.BAND);
    int names = colourLane + 6;
    assertThat(picture.row(0.1, 4.5, names)).contains(Palette.INK);
  }

  @Test
  void shouldNameOptionsBesideTheirSegmentsWhereThoseAreTooShort() {
    VideoDetectedObject object =
        Tracks.object(1, 0, 19)
            .addCategories(
                Tracks.category("bicycle", 0.9)
                    .addAttributes(Tracks.attribute("rider", "present", 10, 10))
                    .addAttributes(Tracks.attribute("rider", "absent", 11, 11)))
            .build();
    int y = TimelinePicture.LANES_TOP + LanePainter.ATTRIBUTES_TOP + AttributePainter.HEIGHT / 2;

    Drawn picture = draw(40, object);

    assertThat(picture.at(10.5, y)).isEqualTo(Palette.option(0));
    assertThat(picture.row(12.1, 19.9, y))
        .contains(Palette.option(0), Palette.option(1), Palette.INK);
  }

  @Test
  void shouldNameOptionsBeforeTheirSegmentsAtTheEndOfTheVideo() {
    VideoDetectedObject object =
        Tracks.object(1, 0, 39)
            .addCategories(
                Tracks.category("bicycle", 0.9)
                    .addAttributes(Tracks.attribute("rider", "present", 39, 39)))
            .build();
    int y = TimelinePicture.LANES_TOP + LanePainter.ATTRIBUTES_TOP + AttributePainter.HEIGHT / 2;

    assertThat(draw(40, object).row(30, 38.9, y)).contains(Palette.option(0), Palette.INK);
  }

  @Test
  void shouldDrawOnlyTheBestOfVeryManyObjects() {
    // given: every tenth of them scores well
    List<VideoDetectedObject> objects = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      double score = i % 10 == 0 ? 0.9 : 0.2;
      objects.add(Tracks.object(i, 0, 9).addCategories(Tracks.category("car", score)).build());
    }

    Drawn picture = new Drawn(TimelinePicture.of(Tracks.header(10), objects).image(), 10);

    int pitch = LanePainter.ATTRIBUTES_TOP + 10;
    assertThat(picture.image().getHeight()).isLessThan(TimelinePicture.MAX_OBJECTS * pitch + 300);
    assertThat(picture.at(5, BAR_MIDDLE + pitch)).isEqualTo(Palette.object(10));
    assertThat(picture.at(5, BAR_MIDDLE + 2 * pitch)).isEqualTo(Palette.object(20));
    int footer = picture.image().getHeight() - 32;
    assertThat(picture.pixels(0, TimelinePicture.LEFT - 30, footer)).contains(Palette.INK);
  }

  @Test
  void shouldStayLegibleForALongTrackOfManyFrames() {
    // given: an hour and more, every seventh frame a gap, attributes that change all the time
    int frames = 50_000;
    Integer[] gaps = IntStream.range(0, 100).mapToObj(i -> i * 7).toArray(Integer[]::new);
    var category = Tracks.category("car", 1);
    for (int i = 0; i < 1000; i++) {
      category.addAttributes(Tracks.attribute("a" + i, "b", i, i));
    }

    Drawn picture =
        draw(frames, Tracks.object(1, 0, frames - 1, gaps).addCategories(category).build());

    assertThat(picture.image().getHeight()).isLessThan(500);
    assertThat(picture.at(frames / 2.0, BAR_MIDDLE)).isEqualTo(FIRST);
  }

  @Test
  void shouldDrawAResultWithoutAnything() {
    BufferedImage picture = TimelinePicture.of(VideoHeader.getDefaultInstance(), List.of()).image();

    assertThat(picture.getWidth()).isEqualTo(TimelinePicture.WIDTH);
  }

  @Test
  void shouldSurviveTimesAndNamesThatMakeNoSense() {
    VideoDetectedObject.Builder object = Tracks.object(Long.MIN_VALUE, 0, 3);
    object
        .addTimestampRangesBuilder()
        .setTimestampStartUsInclusive(9)
        .setTimestampEndUsInclusive(5);
    object
        .addTimestampRangesBuilder()
        .setTimestampStartUsInclusive(Long.MIN_VALUE)
        .setTimestampEndUsInclusive(Long.MAX_VALUE);
    object.addCategories(
        Tracks.category("\u0000\ud83d\ude00".repeat(10_000), Double.NaN)
            .addAttributes(Tracks.attribute("\n", "\u202e".repeat(5_000), 7, 2)));

    Drawn picture = draw(4, object.build());

    assertThat(picture.at(2.0, BAR_MIDDLE)).isEqualTo(FIRST);
    assertThat(picture.pixels(TimelinePicture.LEFT - 20, TimelinePicture.LEFT, BAR + 5))
        .describedAs("a name ends before the axis")
        .containsOnly(Palette.BAND);
  }

  @Test
  void shouldWriteAPng(@TempDir Path directory) throws Exception {
    Path target = directory.resolve("timeline.png");

    TimelinePicture.of(Tracks.header(10), List.of(Tracks.object(1, 0, 9).build())).write(target);

    assertThat(ImageIO.read(target.toFile()).getWidth()).isEqualTo(TimelinePicture.WIDTH);
  }

  private static Drawn draw(int frames, VideoDetectedObject object) {
    return new Drawn(TimelinePicture.of(Tracks.header(frames), List.of(object)).image(), frames);
  }

  /** A picture of a video of so many frames. */
  private record Drawn(BufferedImage image, int frames) {

    Color at(double frame, int y) {
      return new Color(image.getRGB(x(frame), y));
    }

    Set<Color> row(double first, double last, int y) {
      return pixels(x(first), x(last), y);
    }

    Set<Color> pixels(int from, int to, int y) {
      return IntStream.range(from, to)
          .mapToObj(x -> new Color(image.getRGB(x, y)))
          .collect(Collectors.toSet());
    }

    private int x(double frame) {
      return TimelinePicture.LEFT + (int) (frame / frames * TimelinePicture.PLOT_WIDTH);
    }
  }
}
