package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.server.ResultStreams.Event;
import ai.dragoneye.gateway.server.ResultStreams.Query;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoFramePart;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A filter selects whole objects and whole frames, and leaves their places as they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterTest {
  private final Gateway gateway = Gateway.start(GivenTasks.simulator().build());
  private final GivenTasks tasks = new GivenTasks(gateway);
  private final Predictions video = Sightings.video();
  private final Predictions image = Sightings.image();
  private String videoTask = "";
  private String imageTask = "";

  @BeforeAll
  void predict() throws InterruptedException {
    videoTask = tasks.video(video);
    imageTask = tasks.image(image);
  }

  @AfterAll
  void close() {
    tasks.close();
    gateway.close();
  }

  @Test
  void shouldSelectObjectsOfAVideoByCategory() throws InterruptedException {
    // given
    ResultFilter.Builder filter =
        ResultFilter.newBuilder().addCategoryIds(11).setMinimumCategoryScore(0.4);

    // when
    List<Event> events = read(ResultStreams.VIDEO_OBJECTS, filter);

    // then
    List<VideoDetectedObject> all = ExpectedResults.videoObjects(video);
    assertThat(WholeResults.videoObjects(events)).containsExactly(all.get(0), all.get(2));
    assertCounts(events, 6, 2);
  }

  @Test
  void shouldSelectObjectsOfAVideoByTime() throws InterruptedException {
    // when
    List<Event> events =
        read(ResultStreams.VIDEO_OBJECTS, ResultFilter.newBuilder().setTimeRange(millis(4, 8)));

    // then
    List<VideoDetectedObject> all = ExpectedResults.videoObjects(video);
    assertThat(WholeResults.videoObjects(events))
        .containsExactly(all.get(0), all.get(2), all.get(4));
  }

  @Test
  void shouldSelectObjectsOfAnImage() throws InterruptedException {
    // when
    List<Event> events =
        read(ResultStreams.IMAGE_OBJECTS, ResultFilter.newBuilder().addCategoryNames("car"));

    // then
    List<ImageDetectedObject> all = ExpectedResults.imageObjects(image);
    assertThat(WholeResults.imageObjects(events)).containsExactly(all.get(0), all.get(2));
    assertCounts(events, 4, 2);
  }

  @Test
  void shouldSelectFramesByWhatIsSeenInThemAndWhen() throws InterruptedException {
    // given
    ResultFilter.Builder filter =
        ResultFilter.newBuilder().addCategoryNames("van").setTimeRange(millis(3, 10));

    // when
    List<Event> events = read(ResultStreams.VIDEO_FRAMES, filter);

    // then
    List<VideoFrame> all = ExpectedResults.frames(video);
    assertThat(WholeResults.frames(events))
        .containsExactly(all.get(3), all.get(4), all.get(9), all.get(10));
    assertThat(ResultStreams.parts(events))
        .extracting(part -> ((VideoFramePart) part).getFrameIndex())
        .containsExactly(3L, 4L, 9L, 10L);
    assertCounts(events, 12_000, 4);
  }

  @ParameterizedTest
  @EnumSource
  void shouldSendNoElementWhereNonePasses(ResultStreams stream) throws InterruptedException {
    // when
    List<Event> events = read(stream, ResultFilter.newBuilder().addCategoryNames("CAR"));

    // then
    assertThat(ResultStreams.parts(events)).isEmpty();
    assertThat(events.getLast().end().getReadCount()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAFilterThatIsWrongBeforeAnythingIsAsked(ResultStreams stream) {
    // given
    int asked = gateway.simulator().requests().count(Step.STATUS);
    ResultFilter.Builder filter =
        ResultFilter.newBuilder()
            .setMinimumCategoryScore(Double.NaN)
            .setTimeRange(
                TimestampRange.newBuilder()
                    .setTimestampStartUsInclusive(1)
                    .setTimestampEndUsInclusive(0));

    // when
    RpcFailure failure =
        new RpcFailure(
            catchThrowableOfType(StatusRuntimeException.class, () -> read(stream, filter)));

    // then
    assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo("INVALID_REQUEST");
    assertThat(failure.violations())
        .hasSize(2)
        .anyMatch(violation -> violation.startsWith("filter.minimum_category_score "))
        .anyMatch(violation -> violation.startsWith("filter.time_range "));
    assertThat(gateway.simulator().requests().count(Step.STATUS)).isEqualTo(asked);
  }

  private List<Event> read(ResultStreams stream, ResultFilter.Builder filter)
      throws InterruptedException {
    String task = stream == ResultStreams.IMAGE_OBJECTS ? imageTask : videoTask;
    return stream.read(gateway.channel(), Query.of(task).with(filter));
  }

  private static void assertCounts(List<Event> events, int read, int sent) {
    assertThat(events.getLast().end().getReadCount()).isEqualTo(read);
    assertThat(events.getLast().end().getSentCount()).isEqualTo(sent);
  }

  private static TimestampRange millis(int start, int end) {
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(start * 1_000L)
        .setTimestampEndUsInclusive(end * 1_000L)
        .build();
  }
}
