package ai.dragoneye.gateway.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoLengthTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 12, 30, 60})
  void shouldEndOnTheWholeSecondAtAnyRate(int framesPerSecond) {
    VideoHeader.Builder header = VideoHeader.newBuilder().setFramesPerSecond(framesPerSecond);
    for (int frame = 0; frame < 4 * framesPerSecond; frame++) {
      header.addFrameTimestampsMicroseconds(frame * 1_000_000L / framesPerSecond);
    }

    assertThat(VideoLength.of(header.build(), List.of()).micros()).isEqualTo(4_000_000);
  }

  @Test
  void shouldReachToTheLastObjectWhereThereIsNoTimeline() {
    VideoHeader header = VideoHeader.newBuilder().setFramesPerSecond(10).build();

    VideoLength length = VideoLength.of(header, List.of(Tracks.object(1, 3, 7).build()));

    assertThat(length).isEqualTo(new VideoLength(800_000, 100_000));
  }
}
