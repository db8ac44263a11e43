package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.ResultStreams.Event;
import ai.dragoneye.gateway.server.ResultStreams.Query;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsResponse;
import ai.dragoneye.gateway.v1.ImagePrediction;
import com.google.protobuf.MessageLite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An archive is downloaded once for its readers, and freed when nobody comes any more. */
@ExtendWith(LeakCheck.class)
class SharedArchiveTest {
  private static final int READERS = 20;

  @Test
  void shouldDownloadOnceForManyReadersOfEveryKind() throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      Query query = Query.of(tasks.video());
      gateway.simulator().faults().add(Fault.at(Step.RESULTS).delay(Duration.ofMillis(500)));

      // when
      List<StreamCall<? extends MessageLite>> objects = new ArrayList<>();
      List<StreamCall<? extends MessageLite>> frames = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        objects.add(ResultStreams.VIDEO_OBJECTS.open(gateway.channel(), query));
        frames.add(ResultStreams.VIDEO_FRAMES.open(gateway.channel(), query));
      }

      // then
      List<List<? extends MessageLite>> ofObjects = readAll(objects);
      List<List<? extends MessageLite>> ofFrames = readAll(frames);
      assertThat(ofObjects).hasSize(READERS).containsOnly(ofObjects.getFirst());
      assertThat(ofFrames).hasSize(READERS).containsOnly(ofFrames.getFirst());
      assertThat(gateway.simulator().requests().count(Step.RESULTS)).isOne();
    }
  }

  @Test
  void shouldAskForNothingWhileTheArchiveIsHere() throws InterruptedException {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build())) {
      // given
      ImagePrediction predicted =
          gateway
              .predictImage()
              .config(ImageCall.jpeg())
              .media(Pictures.jpeg())
              .response()
              .getPrediction();
      RequestLog requests = gateway.simulator().requests();
      int polls = requests.count(Step.STATUS);

      // when
      GetImageResultsResponse again =
          gateway
              .results()
              .getImageResults(
                  GetImageResultsRequest.newBuilder().setTaskId(predicted.getTaskId()).build());
      List<Event> streamed =
          ResultStreams.IMAGE_OBJECTS.read(gateway.channel(), Query.of(predicted.getTaskId()));

      // then
      assertThat(again.getPrediction()).isEqualTo(predicted);
      assertThat(WholeResults.imageObjects(streamed)).isEqualTo(predicted.getObjectsList());
      assertThat(requests.count(Step.RESULTS)).isOne();
      assertThat(requests.count(Step.STATUS)).isEqualTo(polls);
    }
  }

  @Test
  void shouldFreeAnArchiveOfItselfWhenNobodyComesAnyMore() throws InterruptedException {
    try (Gateway gateway =
            Gateway.start(
                GivenTasks.simulator().build(),
                "UPSTREAM_RESULTS_MEMORY_BYTES",
                "1",
                "RESULTS_IDLE_TIME",
                "500ms");
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      Query query = Query.of(tasks.video());
      List<Event> first = ResultStreams.VIDEO_FRAMES.read(gateway.channel(), query);

      // when
      await().until(() -> OpenFiles.withoutName() == 0);
      List<Event> second = ResultStreams.VIDEO_FRAMES.read(gateway.channel(), query);

      // then
      assertThat(second).isEqualTo(first);
      assertThat(gateway.simulator().requests().count(Step.RESULTS)).isEqualTo(2);
    }
  }

  @Test
  void shouldFreeWhatItHoldsWhenTheGatewayCloses() throws InterruptedException {
    try (Gateway gateway =
            Gateway.start(GivenTasks.simulator().build(), "UPSTREAM_RESULTS_MEMORY_BYTES", "1");
        GivenTasks tasks = new GivenTasks(gateway)) {
      // given
      ResultStreams.VIDEO_OBJECTS.read(gateway.channel(), Query.of(tasks.video()));
      ResultStreams.IMAGE_OBJECTS.read(gateway.channel(), Query.of(tasks.image()));
      assertThat(OpenFiles.withoutName()).isEqualTo(2);

      // when
      gateway.server().close();

      // then
      assertThat(OpenFiles.withoutName()).isZero();
    }
  }

  private static List<List<? extends MessageLite>> readAll(
      List<StreamCall<? extends MessageLite>> calls) throws InterruptedException {
    List<List<? extends MessageLite>> all = new ArrayList<>();
    for (StreamCall<? extends MessageLite> call : calls) {
      all.add(call.rest());
    }
    return all;
  }
}
