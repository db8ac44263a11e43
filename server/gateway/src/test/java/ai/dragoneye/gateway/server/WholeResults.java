package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.results.Reassembly;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoFramePart;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Objects and frames out of the events of a stream, which is checked for being in order. */
final class WholeResults {
  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  private WholeResults() {}

  static List<ImageDetectedObject> imageObjects(List<ResultStreams.Event> events) {
    return whole(events, ImageObjectPart.class, ImageObjectPart::getLast, Reassembly::image);
  }

  static List<VideoDetectedObject> videoObjects(List<ResultStreams.Event> events) {
    return whole(events, VideoObjectPart.class, VideoObjectPart::getLast, Reassembly::video);
  }

  static List<VideoFrame> frames(List<ResultStreams.Event> events) {
    return whole(events, VideoFramePart.class, VideoFramePart::getLast, Reassembly::frame);
  }

  /** The timeline of all headers. */
  static List<Long> timeline(List<ResultStreams.Event> events) {
    return ResultStreams.headers(events).stream()
        .flatMap(header -> ((VideoHeader) header).getFrameTimestampsMicrosecondsList().stream())
        .toList();
  }

  private static <P extends MessageLite, T> List<T> whole(
      List<ResultStreams.Event> events,
      Class<P> type,
      Predicate<P> isLast,
      Function<List<P>, T> reassembly) {
    assertInOrder(events);
    List<T> whole = new ArrayList<>();
    List<P> open = new ArrayList<>();
    for (MessageLite message : ResultStreams.parts(events)) {
      P part = type.cast(message);
      open.add(part);
      if (isLast.test(part)) {
        whole.add(reassembly.apply(open));
        open.clear();
      }
    }
    assertThat(open).isEmpty();
    return whole;
  }

  private static void assertInOrder(List<ResultStreams.Event> events) {
    int headers = ResultStreams.headers(events).size();
    assertThat(headers).isPositive();
    assertThat(events.subList(0, headers)).allMatch(event -> event.header() != null);
    assertThat(events.subList(headers, events.size() - 1)).allMatch(event -> event.part() != null);
    assertThat(events.getLast().completion()).isNotNull();
    for (ResultStreams.Event event : events) {
      MessageLite content = event.part() == null ? event.header() : event.part();
      assertThat(content == null || content.getSerializedSize() < MAX_MESSAGE_BYTES - 1024)
          .isTrue();
    }
  }
}
