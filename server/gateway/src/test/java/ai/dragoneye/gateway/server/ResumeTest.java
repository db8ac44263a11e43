package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.ResultStreams.Event;
import ai.dragoneye.gateway.server.ResultStreams.Query;
import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import com.google.protobuf.MessageLite;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream that was cut goes on at another instance exactly where it was cut. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {
  private final Gateway gateway = Gateway.start(GivenTasks.simulator().build());
  private final Gateway other = gateway.another();
  private final GivenTasks tasks = new GivenTasks(gateway);
  private String image = "";
  private String video = "";

  @BeforeAll
  void predict() throws InterruptedException {
    image = tasks.image(Sightings.image());
    video = tasks.video(shortVideo());
  }

  @AfterAll
  void close() {
    tasks.close();
    other.close();
    gateway.close();
  }

  /** As the long one, but with few frames, two of which need several parts. */
  private static Predictions shortVideo() {
    Predictions sightings = Sightings.video();
    return new Predictions(
        IntStream.range(0, 6)
            .mapToObj(i -> i == 2 ? Sightings.crowded(3, 3, 6, 6_000) : sightings.objects().get(i))
            .toList(),
        Optional.of(Sightings.timeline(12)));
  }

  private Query query(ResultStreams stream) {
    return Query.of(stream == ResultStreams.IMAGE_OBJECTS ? image : video);
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWhereverTheStreamWasCut(ResultStreams stream) throws InterruptedException {
    // given
    Query query = query(stream);
    List<Event> whole = stream.read(gateway.channel(), query);
    List<MessageLite> headers = ResultStreams.headers(whole);
    assertThat(whole).anyMatch(event -> event.part() != null && event.token() == null);

    for (int cut = 0; cut < whole.size(); cut++) {
      // when
      StreamCall<? extends MessageLite> call = stream.open(gateway.channel(), query);
      List<Event> received = ResultStreams.events(call.next(cut));
      call.cancel();
      List<Event> kept = uptoLastToken(received);
      List<Event> rest =
          stream.read(other.channel(), query.from(kept.isEmpty() ? null : kept.getLast().token()));

      // then
      assertThat(ResultStreams.headers(rest)).isEqualTo(headers);
      List<MessageLite> joined = new ArrayList<>(ResultStreams.parts(kept));
      joined.addAll(ResultStreams.parts(rest));
      assertThat(joined).as("cut after %d", cut).isEqualTo(ResultStreams.parts(whole));
      long elements = kept.stream().filter(event -> event.token() != null).count();
      assertThat(rest.getLast().end().getReadCount())
          .isEqualTo(whole.getLast().end().getReadCount() - elements);
      assertThat(rest.getLast().end().getSentCount())
          .isEqualTo(whole.getLast().end().getSentCount() - elements);
    }
    await().until(() -> gateway.server().activeCalls() == 0);
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWithinWhatAFilterSelects(ResultStreams stream) throws InterruptedException {
    // given
    ResultFilter.Builder filter =
        ResultFilter.newBuilder().addCategoryNames("van").addCategoryIds(13).addCategoryIds(11);
    ResultFilter.Builder same =
        ResultFilter.newBuilder().addAllCategoryIds(List.of(11L, 13L, 11L)).addCategoryNames("van");
    List<Event> whole = stream.read(gateway.channel(), query(stream).with(filter));
    Event first = whole.stream().filter(event -> event.token() != null).findFirst().orElseThrow();

    // when
    List<Event> rest = stream.read(other.channel(), query(stream).with(same).from(first.token()));

    // then
    List<Event> expected = whole.subList(whole.indexOf(first) + 1, whole.size());
    assertThat(ResultStreams.parts(rest)).isEqualTo(ResultStreams.parts(expected)).isNotEmpty();
    assertThat(rest.getLast().end().getSentCount())
        .isEqualTo(whole.getLast().end().getSentCount() - 1);
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndAtOnceAfterTheLastElement(ResultStreams stream) throws InterruptedException {
    // given
    List<Event> whole = stream.read(gateway.channel(), query(stream));
    String token = whole.get(whole.size() - 2).token();

    // when
    List<Event> rest = stream.read(other.channel(), query(stream).from(token));

    // then
    assertThat(ResultStreams.parts(rest)).isEmpty();
    assertThat(rest.getFirst().header()).isNotNull();
    assertThat(rest.getLast().end().getReadCount()).isZero();
  }

  @Test
  void shouldGoOnAfterPredictVideo() throws InterruptedException {
    // given
    ResultFilter.Builder filter = ResultFilter.newBuilder().setMinimumCategoryScore(0.01);
    List<PredictVideoResponse> predicted =
        VideoCall.open(gateway.channel())
            .config(VideoCall.mp4().setFilter(filter))
            .media(Clips.mp4())
            .call()
            .complete();
    List<MessageLite> parts =
        predicted.stream()
            .filter(PredictVideoResponse::hasObject)
            .<MessageLite>map(PredictVideoResponse::getObject)
            .toList();
    String token = ((VideoObjectPart) parts.getFirst()).getResumeToken();

    // when
    List<Event> rest =
        ResultStreams.VIDEO_OBJECTS.read(
            other.channel(), Query.of(taskOf(predicted)).with(filter).from(token));

    // then
    assertThat(parts).hasSizeGreaterThan(1);
    assertThat(ResultStreams.parts(rest)).isEqualTo(parts.subList(1, parts.size()));
  }

  private static String taskOf(List<PredictVideoResponse> predicted) {
    return predicted.stream()
        .filter(PredictVideoResponse::hasTask)
        .map(event -> event.getTask().getTaskId())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE_OBJECTS, VIDEO_OBJECTS",
    "IMAGE_OBJECTS, VIDEO_FRAMES",
    "VIDEO_OBJECTS, IMAGE_OBJECTS",
    "VIDEO_OBJECTS, VIDEO_FRAMES",
    "VIDEO_FRAMES, VIDEO_OBJECTS"
  })
  void shouldRefuseATokenOfAnotherStream(ResultStreams from, ResultStreams to)
      throws InterruptedException {
    assertStale(to, query(to).from(tokenOf(from)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseATokenOfAnotherTask(ResultStreams stream) throws InterruptedException {
    // given
    String twin =
        stream == ResultStreams.IMAGE_OBJECTS
            ? tasks.image(Sightings.image())
            : tasks.video(shortVideo());

    // when, then
    assertStale(stream, Query.of(twin).from(tokenOf(stream)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseATokenOfAnotherFilter(ResultStreams stream) throws InterruptedException {
    assertStale(
        stream,
        query(stream)
            .with(ResultFilter.newBuilder().setMinimumCategoryScore(0))
            .from(tokenOf(stream)));
  }

  @Test
  void shouldRefuseATokenOfAnotherArchive() throws InterruptedException {
    // given
    String token = tokenOf(ResultStreams.VIDEO_OBJECTS);
    Predictions fewer = new Predictions(shortVideo().objects().subList(0, 3), Optional.empty());
    String changed = tasks.video(ArchiveWriter.write(shortVideo()));
    String first =
        ResultStreams.VIDEO_OBJECTS.read(gateway.channel(), Query.of(changed)).get(1).token();
    tasks.answer(changed, ArchiveWriter.write(fewer));

    // when, then
    assertThat(first).isNotEqualTo(token);
    assertStale(ResultStreams.VIDEO_OBJECTS, Query.of(changed).from(first));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "garbage", "%%%", "ü", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void shouldRefuseWhatIsNoToken(String token) {
    assertStale(ResultStreams.VIDEO_OBJECTS, query(ResultStreams.VIDEO_OBJECTS).from(token));
  }

  @Test
  void shouldRefuseATokenThatWasChangedAnywhere() throws InterruptedException {
    // given
    String token = tokenOf(ResultStreams.VIDEO_OBJECTS);
    assertThat(token.length()).isLessThanOrEqualTo(512);

    for (int i = 0; i < token.length(); i++) {
      // when
      char changed = token.charAt(i) == 'B' ? 'C' : 'B';
      String forged = token.substring(0, i) + changed + token.substring(i + 1);

      // then
      Query query = query(ResultStreams.VIDEO_OBJECTS);
      assertStale(ResultStreams.VIDEO_OBJECTS, query.from(forged));
      assertStale(ResultStreams.VIDEO_OBJECTS, query.from(token.substring(0, i)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseATokenThatIsTooLongBeforeAnythingIsAsked(ResultStreams stream) {
    // given
    int asked = gateway.simulator().requests().count(Step.STATUS);

    // when
    RpcFailure failure = failure(stream, query(stream).from("x".repeat(513)));

    // then
    assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo("INVALID_REQUEST");
    assertThat(failure.violations()).singleElement().asString().startsWith("resume_token ");
    assertThat(gateway.simulator().requests().count(Step.STATUS)).isEqualTo(asked);
  }

  private static List<Event> uptoLastToken(List<Event> events) {
    int last = events.size();
    while (last > 0 && events.get(last - 1).token() == null) {
      last--;
    }
    return events.subList(0, last);
  }

  private String tokenOf(ResultStreams stream) throws InterruptedException {
    return stream.read(gateway.channel(), query(stream)).stream()
        .flatMap(event -> Optional.ofNullable(event.token()).stream())
        .findFirst()
        .orElseThrow();
  }

  private void assertStale(ResultStreams stream, Query query) {
    RpcFailure failure = failure(stream, query);
    assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(failure.reason()).isEqualTo("RESUME_TOKEN_STALE");
  }

  private RpcFailure failure(ResultStreams stream, Query query) {
    StreamCall<? extends MessageLite> call = stream.open(other.channel(), query);
    return new RpcFailure(catchThrowableOfType(StatusRuntimeException.class, call::rest));
  }
}
