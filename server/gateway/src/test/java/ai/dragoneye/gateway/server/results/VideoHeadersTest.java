package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoHeadersTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        VideoHeaders.TIMESTAMPS_PER_HEADER,
        VideoHeaders.TIMESTAMPS_PER_HEADER + 1,
        500_000
      })
  void shouldContinueALongTimelineInFurtherHeaders(int frames) {
    // given
    VideoHeader scalars = VideoHeader.newBuilder().setTaskId("t").setFramesPerSecond(30).build();
    long[] timeline = LongStream.range(0, frames).map(frame -> -frame).toArray();

    // when
    List<VideoHeader> headers = new ArrayList<>();
    DecodeMemory budget = new DecodeMemory(64 << 20);
    MemoryShare memory = new MemoryShare(budget);
    memory.take((long) frames * Long.BYTES);
    try (VideoHeaders cut = new VideoHeaders(scalars, timeline, memory)) {
      cut.forEachRemaining(headers::add);
      assertThat(budget.reservedBytes()).isEqualTo((long) frames * Long.BYTES);
    }

    // then
    assertThat(budget.reservedBytes()).isZero();
    assertThat(headers).allMatch(header -> header.getSerializedSize() <= PartSize.MAX_BYTES);
    assertThat(headers).allMatch(header -> header.getTaskId().equals("t"));
    assertThat(headers.subList(0, headers.size() - 1)).noneMatch(VideoHeader::getLast);
    assertThat(headers.getLast().getLast()).isTrue();
    assertThat(
            headers.stream()
                .flatMap(header -> header.getFrameTimestampsMicrosecondsList().stream())
                .mapToLong(Long::longValue)
                .toArray())
        .isEqualTo(timeline);
  }
}
