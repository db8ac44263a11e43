package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoFramePart;
import ai.dragoneye.gateway.v1.VideoHeader;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
  private static final int ROUNDS = 150;
  private static final String TOKEN = "t".repeat(512);

  @Test
  void shouldCutAnyFrameSoThatItCanBePutTogetherAgain() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      // given
      VideoFrame whole = new NastyObjects(seed).frame();

      // when
      List<VideoFramePart> parts = parts(whole);

      // then
      assertBounded(parts);
      assertThat(Reassembly.frame(parts).toByteString())
          .as("seed %d", seed)
          .isEqualTo(whole.toByteString());
    }
  }

  @Test
  void shouldSendAFrameInWhichNothingWasSeen() {
    // when
    List<VideoFramePart> parts = parts(VideoFrame.newBuilder().setTimestampMicroseconds(5).build());

    // then
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().getLast()).isTrue();
    assertThat(parts.getFirst().getFrame().getTimestampMicroseconds()).isEqualTo(5);
  }

  @Test
  void shouldNotCutObjectsOfAFrameThatFitIntoAPart() {
    // given
    VideoFrame.Builder whole = VideoFrame.newBuilder();
    for (int i = 0; i < 5_000; i++) {
      FrameObject.Builder object = whole.addObjectsBuilder().setObjectIndex(i);
      object.addCategoriesBuilder().setName("n".repeat(500));
    }

    // when
    List<VideoFramePart> parts = parts(whole.build());

    // then
    assertBounded(parts);
    assertThat(parts).hasSizeGreaterThan(5).noneMatch(VideoFramePart::hasContinuedCategoryIndex);
    assertThat(Reassembly.frame(parts)).isEqualTo(whole.build());
  }

  @Test
  void shouldMakePartsOnlyWhenTheyAreAskedFor() {
    // given
    VideoFrame.Builder whole = VideoFrame.newBuilder();
    for (int i = 0; i < 20_000; i++) {
      whole
          .addObjectsBuilder()
          .setObjectIndex(i)
          .setObjectId(Long.MAX_VALUE)
          .addCategoriesBuilder();
    }
    List<FrameObject> read = new ArrayList<>();
    Iterator<FrameObject> objects = whole.getObjectsList().iterator();

    // when
    VideoFramePart first =
        new VideoFrameParts(
                0,
                0,
                () -> {
                  FrameObject next = objects.next();
                  read.add(next);
                  return next;
                },
                TOKEN)
            .next();

    // then
    assertThat(first.getLast()).isFalse();
    assertThat(read).hasSize(first.getFrame().getObjectsCount() + 1);
  }

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
    List<VideoHeader> headers = list(new VideoHeaders(scalars, timeline));

    // then
    assertBounded(headers);
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

  private static List<VideoFramePart> parts(VideoFrame frame) {
    Iterator<FrameObject> objects = frame.getObjectsList().iterator();
    return list(
        new VideoFrameParts(
            4,
            frame.getTimestampMicroseconds(),
            () -> objects.hasNext() ? objects.next() : null,
            TOKEN));
  }

  private static void assertBounded(List<? extends MessageLite> parts) {
    assertThat(parts).allMatch(part -> part.getSerializedSize() <= PartRoom.MAX_BYTES);
  }

  private static <P> List<P> list(Iterator<P> parts) {
    List<P> list = new ArrayList<>();
    parts.forEachRemaining(list::add);
    return list;
  }
}
