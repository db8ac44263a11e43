package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.ResultStreams.Event;
import ai.dragoneye.gateway.server.ResultStreams.Query;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Results of the largest sizes that are promised, read whole and exact by a default client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeResultsTest {
  private static final int TIMELINE = 500_000;
  private static final int TRACK = 200_000;
  private static final int CROWD = 5_000;
  private static final int IMAGE_OBJECTS = 20_000;

  // Hundreds of thousands of buffers: to follow each of them would take most of the time.
  private final ResourceLeakDetector.Level leakDetection = ResourceLeakDetector.getLevel();
  private final Gateway gateway = Gateway.start(GivenTasks.simulator().build());
  private final GivenTasks tasks = new GivenTasks(gateway);
  private final Predictions large = largeVideo();
  private String video = "";

  @BeforeAll
  void predict() throws InterruptedException {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
    video = tasks.video(large);
  }

  @AfterAll
  void close() {
    tasks.close();
    gateway.close();
    ResourceLeakDetector.setLevel(leakDetection);
  }

  /** A long timeline, a long track, and a crowd in one of its frames. */
  private static Predictions largeVideo() {
    List<DetectedObject> objects = new ArrayList<>();
    objects.add(Sightings.track(1, 0, TRACK, Sightings.category(11, "car", 0.5)));
    for (int i = 1; i < CROWD; i++) {
      objects.add(
          Sightings.track(
              1 + i, 10, 11, Sightings.category(i, "one of a crowd of " + CROWD, 1.0 / i)));
    }
    return new Predictions(objects, Optional.of(Sightings.timeline(TIMELINE)));
  }

  @Test
  void shouldStreamALongTrackAndALongTimeline() throws InterruptedException {
    // when
    List<Event> events = ResultStreams.VIDEO_OBJECTS.read(gateway.channel(), Query.of(video));

    // then
    List<VideoDetectedObject> objects = WholeResults.videoObjects(events);
    assertThat(objects.equals(ExpectedResults.videoObjects(large))).isTrue();
    assertThat(objects.getFirst().getBboxObservationsCount()).isEqualTo(TRACK);
    assertThat(WholeResults.timeline(events).equals(Sightings.timeline(TIMELINE))).isTrue();
  }

  @Test
  void shouldStreamACrowdedFrame() throws InterruptedException {
    // when
    List<Event> events = ResultStreams.VIDEO_FRAMES.read(gateway.channel(), Query.of(video));

    // then
    List<VideoFrame> frames = WholeResults.frames(events);
    assertThat(frames).hasSize(TIMELINE);
    assertThat(frames.get(10).getObjectsCount()).isEqualTo(CROWD);
    assertThat(frames.equals(ExpectedResults.frames(large))).isTrue();
  }

  @Test
  void shouldStreamAnImageFullOfObjects() throws InterruptedException {
    // given
    Predictions full =
        new Predictions(
            IntStream.range(0, IMAGE_OBJECTS)
                .mapToObj(
                    i -> Sightings.track(1 + i, 0, 1, Sightings.category(i, "leaf " + i, 0.5)))
                .toList(),
            Optional.empty());
    String image = tasks.image(full);

    // when
    List<Event> events = ResultStreams.IMAGE_OBJECTS.read(gateway.channel(), Query.of(image));

    // then
    assertThat(WholeResults.imageObjects(events).equals(ExpectedResults.imageObjects(full)))
        .isTrue();
    assertThat(events.getLast().end().getSentCount()).isEqualTo(IMAGE_OBJECTS);
  }
}
