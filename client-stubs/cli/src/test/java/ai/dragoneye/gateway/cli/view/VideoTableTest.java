package ai.dragoneye.gateway.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class VideoTableTest {

  @Test
  void shouldShowTimesCategoriesAndAttributes() {
    VideoDetectedObject object =
        Tracks.object(18014398509481985L, 0, 12)
            .addTimestampRanges(Tracks.frames(605, 610))
            .addCategories(
                Tracks.category("car", 0.934)
                    .addAttributes(Tracks.attribute("brake lights", "on", 0, 4))
                    .addAttributes(Tracks.attribute("brake lights", "off", 5, 12)))
            .addCategories(Tracks.category("dog", 0.1))
            .build();

    assertThat(new VideoTable().lines(Numbered.all(List.of(object))))
        .containsExactly(
            "#  object             on screen          category  score  attributes",
            "1  18014398509481985  0:00.000-0:01.200  car       0.93   "
                + "brake lights: on 0:00.000-0:00.400 (0.50)",
            "                      1:00.500-1:01.000                   "
                + "brake lights: off 0:00.500-0:01.200 (0.50)",
            "                                         dog       0.10");
  }

  @Test
  void shouldShowAnObjectOfWhichNothingIsKnown() {
    VideoDetectedObject object = VideoDetectedObject.newBuilder().setObjectId(-7).build();

    assertThat(new VideoTable().lines(Numbered.all(List.of(object))))
        .containsExactly("#  object  on screen  category  score  attributes", "1  -7");
  }

  @Test
  void shouldSayHowManyTimesAreLeftOut() {
    // given
    VideoDetectedObject.Builder object = VideoDetectedObject.newBuilder();
    for (int frame = 0; frame < 1000; frame++) {
      object.addTimestampRanges(Tracks.frames(frame, frame));
    }

    // when
    List<String> lines = new VideoTable().lines(Numbered.all(List.of(object.build())));

    // then
    assertThat(lines).hasSize(10);
    assertThat(lines.get(9).strip()).isEqualTo("and 992 more");
  }

  @Test
  void shouldLetNoNameSteerTheTerminalOrFillTheScreen() {
    // given: an escape sequence, a line break of Unicode, a text that runs from right to left
    VideoDetectedObject object =
        Tracks.object(1, 0, 1)
            .addCategories(
                Tracks.category("c\u001b[2Jar\n", 1)
                    .addAttributes(Tracks.attribute("a\u2028b", "\u202eevil", 0, 1))
                    .addAttributes(Tracks.attribute("x".repeat(5000), "y", 0, 1)))
            .build();

    // when
    List<String> lines = new VideoTable().lines(Numbered.all(List.of(object)));

    // then
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("c?[2Jar?", "a?b: ?evil");
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
    assertThat(lines.get(2)).contains("x".repeat(57) + "...: y");
  }
}
